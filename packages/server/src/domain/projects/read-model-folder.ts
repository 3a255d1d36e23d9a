import { readFile } from 'node:fs/promises'
import type { SourceFile } from '@atrium/semantic'
import { listModelFiles, nullWhenGone } from './list-model-files.ts'

/**
 * Every model file under a folder with its text, paths relative to it and sorted, so that the same folder always gives
 * the same revision. Throws `invalid` as `listModelFiles` does.
 */
export async function readModelFolder(folder: string): Promise<SourceFile[]> {
  const read: SourceFile[] = []
  for (const file of (await listModelFiles(folder)).files) {
    const text = await readFile(file.location, 'utf8').catch(nullWhenGone)
    if (text !== null) read.push({ path: file.path, text })
  }
  return read
}
