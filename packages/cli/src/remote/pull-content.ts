import { rm } from 'node:fs/promises'
import path from 'node:path'
import { contentFilePath, endpointName, readContentFile, updateContentText } from '@atrium/documents'
import { CliError, exitCode } from '../cli-error.ts'
import type { Call } from '../command.ts'
import { exportContent } from './content-files.ts'
import { defaultFolder, readContentFolder, writeText } from './content-folder.ts'
import { projectOf } from './project.ts'
import { paint } from '../terminal/paint.ts'

type Written = { action: 'create' | 'update' | 'unchanged' | 'delete'; path: string }

/** Writes the content of a project into files; answers the exit code. Loaded when it is called: it reads what files hold. */
export async function pullContent(call: Call): Promise<number> {
  const { terminal } = call
  const folder = call.args[0] ?? defaultFolder
  const isDryRun = call.flag('dry-run')
  const of = await projectOf(call)
  const remote = await exportContent(of)
  const { known: local, taken } = await localFiles(folder)
  const written: Written[] = []
  for (const file of remote) {
    const known = local.get(`${file.kind}:${file.slug}`)
    // Where a file goes is ours to say, not the server's.
    const at = known?.path ?? contentFilePath(slugOf(file))
    if (known === undefined && taken.has(at)) throw occupied(path.join(folder, at), file)
    const text = known === undefined ? file.text : updateContentText(known.text, file.text)
    const action = known === undefined ? 'create' : text === known.text ? 'unchanged' : 'update'
    written.push({ action, path: at })
    if (action !== 'unchanged' && !isDryRun) await writeText(path.join(folder, at), text)
  }
  const there = new Set(remote.map(({ kind, slug }) => `${kind}:${slug}`))
  const gone = [...local].filter(([key]) => !there.has(key)).map(([, { path: at }]) => at)
  if (call.flag('delete')) {
    for (const at of gone) {
      written.push({ action: 'delete', path: at })
      if (!isDryRun) await rm(path.join(folder, at))
    }
  } else if (gone.length > 0)
    terminal.note(
      `${gone.length} files hold content that is not in the project: ${gone.slice(0, 3).join(', ')}${gone.length > 3 ? ' …' : ''}. --delete removes them.`,
    )
  const count = (action: Written['action']): number => written.filter((one) => one.action === action).length
  terminal.result({ folder, dryRun: isDryRun, files: written }, () => [
    ...written
      .filter(({ action }) => action !== 'unchanged')
      .map(({ action, path: at }) => `${paint(terminal, action === 'delete' ? 'red' : 'green', action)} ${path.join(folder, at)}`),
    `${isDryRun ? 'Would write' : 'Wrote'} ${count('create') + count('update')} of ${remote.length} files${count('delete') > 0 ? `, ${isDryRun ? 'would delete' : 'deleted'} ${count('delete')}` : ''}; ${count('unchanged')} unchanged.`,
  ])
  return exitCode.ok
}

/** The files of content that are there, by what they hold. Others stay as they are. */
async function localFiles(folder: string): Promise<{ known: Map<string, { path: string; text: string }>; taken: Set<string> }> {
  const taken = new Set<string>()
  const files = new Map<string, { path: string; text: string }>()
  for (const file of await readContentFolder(folder, false)) {
    taken.add(file.path)
    const { content } = readContentFile(file)
    if (content === null) continue
    const key = `${content.kind}:${content.slug}`
    const other = files.get(key)
    if (other !== undefined)
      throw new CliError(
        exitCode.failed,
        `${path.join(folder, file.path)} and ${path.join(folder, other.path)} hold the same content (${content.kind} ${content.slug}).`,
        'Delete one of them.',
      )
    files.set(key, file)
  }
  return { known: files, taken }
}

const occupied = (place: string, { kind, slug }: { kind: string; slug: string }): CliError =>
  new CliError(
    exitCode.failed,
    `${place} is where ${kind} ${slug} goes, and it holds something else, or something that cannot be read.`,
    'Rename it, or mend what is wrong with it (atrium push --dry-run says what), and pull again.',
  )

/** A slug as files have them; a server that sends another one would write elsewhere. */
function slugOf<Kind extends string>({ kind, slug }: { kind: Kind; slug: string }): { kind: Kind; slug: string } {
  if (kind === 'endpoint' ? endpointName.test(slug) : /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) return { kind, slug }
  throw new CliError(
    exitCode.failed,
    `The server sent a ${kind} with the slug ${JSON.stringify(slug)}, which cannot be the name of a file.`,
    'Nothing of it was written.',
  )
}
