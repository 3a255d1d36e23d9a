import { createSpotlight } from '@mantine/spotlight'

/** State of the ⌘K palette, apart from its contents, so that a button can open it before they are loaded. */
export const [paletteStore, palette] = createSpotlight()

export const openPalette = (): void => palette.open()
export const togglePalette = (): void => palette.toggle()
