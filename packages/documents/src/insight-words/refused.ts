/** A question about events that means more, or something else, than can be answered; the message says what. */
export class InsightWordsError extends Error {
  override readonly name = 'InsightWordsError'
}

export const refused = (message: string): InsightWordsError => new InsightWordsError(message)
