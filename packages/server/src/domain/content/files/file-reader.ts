import type { SourceText } from '@atrium/documents'
import type { Problem } from '@atrium/semantic'
import { createBoundedThread, type BoundedThreadOptions } from '../../../platform/bounded-thread.ts'
import type { Ctx } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { createSlots } from '../../../warehouses/slots.ts'
import type { answers, FileContent, NotebookFile, ProblemOfFile } from './answer.ts'

type Answers = typeof answers
type Question<About extends keyof Answers> = { about: About; asked: Parameters<Answers[About]>[0] }
type Answer<About extends keyof Answers> = ReturnType<Answers[About]>

/** What the thread is asked. */
export type FileQuestion = { [About in keyof Answers]: Question<About> }[keyof Answers]

/** Who waits for an answer. */
type Asker = Pick<Ctx, 'actor' | 'signal'>

/**
 * Reads files of content, which anybody may have written, beside the thread that answers everybody. People take turns. Throws `limit_exceeded`
 * for what takes too long or too much memory (`files_too_hard`), or when too many wait, of all or of theirs (`files_waiting`); `cancelled` for
 * whoever left before their turn.
 */
export type FileReader = {
  /** What is in the file of a notebook. */
  readNotebook(file: NotebookFile, asker: Asker): Promise<Answer<'notebook'>>
  /** What is in each of some files of content. */
  readContent(files: readonly SourceText[], asker: Asker): Promise<FileContent[]>
  /** The problems with where their files say what is wrong. */
  placeProblems(problems: readonly (Problem | ProblemOfFile)[], asker: Asker): Promise<Problem[]>
  close(): Promise<void>
}

export type FileReaderOptions = Pick<BoundedThreadOptions, 'entry' | 'timeoutMs' | 'memoryMegabytes'> & {
  /** Questions that wait, at most: half of them of one person. */
  mostWaiting: number
}

export function createFileReader({ mostWaiting, ...options }: FileReaderOptions): FileReader {
  const thread = createBoundedThread<FileQuestion, Answer<keyof Answers>>({ ...options, refusal: tooHard })
  const slots = createSlots({ slots: 1, maxWaiting: mostWaiting, share: 0.5 })
  const ask = <About extends keyof Answers>(about: About, asked: Question<About>['asked'], { actor, signal }: Asker): Promise<Answer<About>> =>
    slots
      .run(actor.kind === 'user' ? actor.userId : actor.kind, signal, () => thread.ask({ about, asked } as FileQuestion) as Promise<Answer<About>>)
      .catch((error: unknown) => {
        throw isAppError(error) && error.details.reason === 'busy' ? tooMany() : error
      })
  return {
    readNotebook: (file, asker) => ask('notebook', file, asker),
    readContent: (files, asker) => ask('content', files, asker),
    placeProblems: (problems, asker) => ask('places', problems, asker),
    close: () => thread.close(),
  }
}

const tooMany = (): AppError =>
  new AppError('limit_exceeded', 'Too many files are being read. Try again in a few seconds.', { reason: 'files_waiting', retryAfterSeconds: 5 })
const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `Reading this takes ${what}. Clear outputs of notebooks, split what is large into two, or send fewer files at once.`, {
    reason: 'files_too_hard',
  })
