import { fromInsight, InsightWordsError } from '@atrium/documents'
import type { Insight } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'

/** What words of questions about events mean; throws `invalid` for what cannot be answered here. */
export function readWords<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof InsightWordsError)) throw error
    throw new AppError('invalid', error.message, { reason: 'endpoint_query', fields: [{ path: 'query', message: error.message }] }, { cause: error })
  }
}

/** A question about events in the words that files and the door have for it. Throws `invalid`. */
export const insightOfWords = (words: Parameters<typeof fromInsight>[0]): Insight => readWords(() => fromInsight(words))
