import { createTheme, mergeThemeOverrides, type CSSVariablesResolver, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core'
import type { TFunction } from 'i18next'

const brand: MantineColorsTuple = ['#eef3ff', '#dbe4fb', '#b5c7f6', '#8ca8f1', '#6a8eed', '#447ae9', '#265adf', '#1f4cc2', '#1a41a6', '#15358a']
const night: MantineColorsTuple = ['#e4e6ea', '#c9ccd3', '#a9aeb8', '#868c98', '#5b616d', '#3a3f49', '#2a2e36', '#1f2229', '#16181d', '#101216']

/** Look of the product: Inter, a blue that keeps 3:1 on both backgrounds, quiet corners. */
const look = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 6 },
  colors: { brand, dark: night },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    // The placeholder that would take the focus first is no item, which a menu must not contain.
    Menu: { defaultProps: { shadow: 'md', withinPortal: true, withInitialFocusPlaceholder: false } },
    // One kind of writing for all marks: capitals shout, and are long in German.
    Badge: { defaultProps: { tt: 'none' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // Small inputs have small ones by default; a target has 24 px (WCAG 2.5.8).
    InputClearButton: { defaultProps: { size: 24 } },
  },
})

/** The look with the words that Mantine's components say themselves, in the language of the page. */
export function themeInWords(t: TFunction): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': t('content.close') }
  return mergeThemeOverrides(look, {
    components: {
      Modal: { defaultProps: { centered: false, closeButtonProps } },
      Drawer: { defaultProps: { closeButtonProps } },
      Notification: { defaultProps: { closeButtonProps } },
      PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('content.togglePassword') } } },
    },
  })
}

/** Variables of ours. Mantine's dimmed text is too pale for small sizes (WCAG 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565d69',
    '--atrium-dimension': '#1f4cc2',
    '--atrium-metric': '#a8480a',
    '--atrium-calculation': '#22703f',
    '--atrium-draft': '#fff3e0',
    '--atrium-draft-line': '#e8c48f',
    '--atrium-added': '#e3f4e8',
    '--atrium-added-line': '#1f7a3f',
    '--atrium-removed': '#fde8e6',
    '--atrium-removed-line': '#b3261e',
    '--atrium-row-hover': '#f1f4f9',
    '--atrium-selected': '#e3ebfd',
    '--atrium-line': '#e2e5ea',
    '--atrium-canvas': '#f7f8fa',
    '--atrium-surface': '#ffffff',
  },
  dark: {
    '--mantine-color-dimmed': '#a3aab6',
    '--atrium-dimension': '#8fb0ff',
    '--atrium-metric': '#ffab6b',
    '--atrium-calculation': '#7fd39d',
    '--atrium-draft': '#3a2a12',
    '--atrium-draft-line': '#6b4d1f',
    '--atrium-added': '#173523',
    '--atrium-added-line': '#7fd39d',
    '--atrium-removed': '#46201d',
    '--atrium-removed-line': '#ff9d94',
    '--atrium-row-hover': '#262a32',
    '--atrium-selected': '#24345f',
    '--atrium-line': '#31353e',
    '--atrium-canvas': '#121418',
    '--atrium-surface': '#16181d',
  },
})
