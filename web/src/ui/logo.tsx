export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#0a6478" />
      <path d="M16 13 10 27h12z" fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round" />
      <circle cx="16" cy="10" r="2.6" fill="#fff" />
      <path d="M10.2 15.2a7.6 7.6 0 0 1 0-10.4M21.8 15.2a7.6 7.6 0 0 0 0-10.4" fill="none" stroke="#fff" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
