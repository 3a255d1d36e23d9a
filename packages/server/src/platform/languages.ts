/** Languages that people are written to in. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
