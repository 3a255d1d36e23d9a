import { parentPort } from 'node:worker_threads'
import { answering } from '../../../platform/bounded-thread.ts'
import { readFile } from './read-file.ts'

answering(parentPort, readFile)
