export default function PrintDialog(_: unknown) {
  return null;
}
