/** What a new password must be, as far as a page can tell; the server knows more. */
export const isGoodPassword = (value: string): boolean => value.length >= 8 && /\p{L}/u.test(value) && /[^\p{L}]/u.test(value)
