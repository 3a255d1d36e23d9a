/** Why a template cannot be read or filled, with the place in it. */
export class TemplateError extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}
