/** Puts the focus back on a tile's chart: whoever came by key goes on from there, for what they picked from is gone. */
export const focusChart = (box: HTMLElement | null): void =>
  box?.querySelector<HTMLElement>('[role="application"],[role="grid"]')?.focus({ preventScroll: true })
