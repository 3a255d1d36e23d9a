/** Colours offered for a series: each at least 3:1 on both backgrounds, far apart also for colour-blind eyes. */
export const swatches = ['#265adf', '#ed6e12', '#47a570', '#c66cf7', '#c91304', '#8688b0', '#4a6d51', '#a2399c'] as const
