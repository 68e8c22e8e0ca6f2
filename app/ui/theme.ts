import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** System fonts only: nothing to download, and the faces that people's other office programs use. */
const sans =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif'

export const theme = createTheme({
  primaryColor: 'gov',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    gov: [
      '#eef4fc',
      '#dbe7f7',
      '#b6ceee',
      '#8db3e4',
      '#6b9cdb',
      '#4f86d0',
      '#3670be',
      '#1d56a4',
      '#174788',
      '#10376c',
    ],
  },
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '600' },
  fontSizes: { xs: '13px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Tones of status and surface, in both schemes with contrast AA on their own ground. */
export const toneVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--qx-page': '#f4f6f9',
    '--qx-surface': '#ffffff',
    '--qx-line': '#d5dbe3',
    '--qx-ink': '#1c2530',
    '--qx-soft': '#566271',
    '--qx-accent': '#1d56a4',
    '--qx-accent-ground': '#e8f0fa',
    '--qx-good': '#1a6b3c',
    '--qx-good-ground': '#e6f4ea',
    '--qx-wait': '#855300',
    '--qx-wait-ground': '#fdf3dd',
    '--qx-bad': '#b3261e',
    '--qx-bad-ground': '#fdecea',
    '--qx-quiet': '#4c5866',
    '--qx-quiet-ground': '#eceff3',
  },
  dark: {
    '--qx-page': '#14181d',
    '--qx-surface': '#1c2128',
    '--qx-line': '#39424e',
    '--qx-ink': '#e4e8ee',
    '--qx-soft': '#a3afbd',
    '--qx-accent': '#8db3e4',
    '--qx-accent-ground': '#1f3047',
    '--qx-good': '#82cf9d',
    '--qx-good-ground': '#193325',
    '--qx-wait': '#eec06b',
    '--qx-wait-ground': '#3a2f17',
    '--qx-bad': '#ff9d94',
    '--qx-bad-ground': '#44211f',
    '--qx-quiet': '#b3bdc9',
    '--qx-quiet-ground': '#2a313a',
  },
})
