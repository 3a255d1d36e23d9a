/**
 * Reads one uploaded file, in a process of its own: parsers of foreign files never run in the process that answers HTTP,
 * and one that hangs or eats its memory is killed. A job comes on stdin, its answer goes to stdout.
 */
import { text } from 'node:stream/consumers'
import { RefusedFile, type IngestAnswer, type IngestJob } from './ingest.ts'
import { runIngest } from './run-ingest.ts'

const job = JSON.parse(await text(process.stdin)) as IngestJob
const answer = await runIngest(job).catch((error: unknown): IngestAnswer => {
  if (error instanceof RefusedFile) return { refused: error.refusal }
  const message = error instanceof Error ? error.message : String(error)
  if (/out of memory/i.test(message))
    return { refused: { reason: 'file_memory', message: 'The file needs more memory than there is. Leave out columns, or split it.' } }
  if (/no space left|max_temp_directory_size/i.test(message))
    return { refused: { reason: 'disk_full', message: 'The disk of the server is full. Nothing was changed.' } }
  throw error
})
process.stdout.write(JSON.stringify(answer), () => process.exit(0))
