import { parentPort } from 'node:worker_threads'
import { answering } from '../../../platform/bounded-thread.ts'
import { answers } from './answer.ts'
import type { FileQuestion } from './file-reader.ts'

answering(parentPort, ({ about, asked }: FileQuestion) => (answers[about] as (asked: FileQuestion['asked']) => unknown)(asked))
