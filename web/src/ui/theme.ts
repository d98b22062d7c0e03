import { createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily: "'Be Vietnam Pro', 'Segoe UI', sans-serif",
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: '6px',
  primaryColor: 'sea',
  primaryShade: 8,
  colors: { sea: ['#e6f3f6', '#cfe6ec', '#a3ced9', '#74b4c5', '#4e9eb3', '#3590a8', '#2488a2', '#14758e', '#0a6478', '#075363'] },
  components: {
    // The page itself never scrolls; and the lock writes a style that the content policy forbids.
    Modal: { defaultProps: { lockScroll: false }, styles: { title: { fontWeight: 600, fontSize: 16 } } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
  },
});

/** Mantine's own grey for lesser words is too pale to read on light grey (WCAG AA wants 4.5:1). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#52606d',
    '--mantine-color-text': '#1b2733',
    '--mantine-color-placeholder': '#697683',
    '--mantine-color-error': '#c0261c',
  },
  dark: {},
});
