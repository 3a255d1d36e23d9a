/** A secret of this installation cannot be used; the message says what to do. */
export class SecretError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'SecretError'
  }
}
