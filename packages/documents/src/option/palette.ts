/**
 * Eight colours, each at least 3:1 against white and against the dark background, far apart for colour-blind eyes too.
 */
export const palette = ['#265adf', '#ed6e12', '#47a570', '#c66cf7', '#c91304', '#8688b0', '#4a6d51', '#a2399c'] as const

export type ChartTheme = 'light' | 'dark'

export type ThemeTokens = { surface: string; text: string; muted: string; line: string; split: string; tooltip: string; tooltipBorder: string }

export const themes: Readonly<Record<ChartTheme, ThemeTokens>> = {
  light: { surface: '#ffffff', text: '#1f2329', muted: '#5b626c', line: '#c9ced6', split: '#eceef1', tooltip: '#ffffff', tooltipBorder: '#d7dbe0' },
  dark: { surface: '#16181d', text: '#e6e8ec', muted: '#a3aab5', line: '#4a505a', split: '#2b2f36', tooltip: '#23272e', tooltipBorder: '#3d434c' },
}
