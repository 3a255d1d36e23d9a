/** Whether a text reads nothing of others. */
export const isPlain = (markdown: string): boolean => !/\{[{%#]/.test(markdown)
