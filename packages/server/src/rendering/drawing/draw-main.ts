import { parentPort } from 'node:worker_threads'
import { answering } from '../../platform/bounded-thread.ts'
import { draw } from './draw.ts'

answering(parentPort, draw)
