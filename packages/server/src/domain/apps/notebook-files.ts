import { notebookEndings, writeHexProject, writeIpynb, writeNotebookFile, type ImportNote, type NotebookDocument, type NotebookFormat } from '@atrium/documents'
import { perform, readOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { requireStorableText } from '../../platform/http/storable-text.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { notebookKind } from '../content/content-kinds.ts'
import { contentTarget, type ContentKey, type ContentTarget } from '../content/content-target.ts'
import { destinationTarget, type DestinationTarget } from '../content/destination.ts'
import type { FileReader } from '../content/files/file-reader.ts'
import { createNotebook } from './create-notebook.ts'
import { documentOf, type NotebookState } from './document-of.ts'
import type { NotebookHead } from './types.ts'

export type ImportNotebook = { projectId: string; format: NotebookFormat; text: string; name?: string; spaceId?: string }

/** What making a notebook of a file needs. */
export type ImportCtx = ContentCtx & { fileReader: FileReader }

/**
 * Makes a notebook of a file. Throws `invalid` (`notebook_file`) with all that keeps it from being read, and as `FileReader` does.
 * Nothing is held for whoever else wants to write while it is read.
 */
export const importNotebook = readOperation<ImportCtx, ImportNotebook, DestinationTarget, { notebook: NotebookHead; notes: readonly ImportNote[] }>({
  name: 'apps.import',
  action: 'app.create',
  changesElsewhere: true,
  target: (ctx, { projectId, spaceId }) => destinationTarget(ctx, { projectId, ...(spaceId === undefined ? {} : { spaceId }) }, 'app.create'),
  async run(ctx, { projectId, format, text, name }, { space }) {
    const imported = await ctx.fileReader.readNotebook({ format, text }, ctx)
    if ('problem' in imported) throw unreadable(imported.problem)
    const { description, document, notes } = imported
    const said = { name: name ?? imported.name ?? 'Notebook', description }
    requireStorableText({ ...said, ...document }, '')
    const notebook = await perform(createNotebook, ctx, { projectId, spaceId: space.id, ...said, document })
    return { notebook, notes }
  },
})

/** A notebook as a file, for its editors: its newest version, unless another state is asked for. */
export const exportNotebook = readOperation<
  ContentCtx,
  ContentKey & { format: NotebookFormat; of?: NotebookState },
  ContentTarget<NotebookDocument>,
  { fileName: string; text: string; leftOut: string[]; onlyHere: string[] }
>({
  name: 'apps.export',
  action: 'app.update',
  target: (ctx, key) => contentTarget(ctx, notebookKind, key),
  async run(ctx, { format, of }, { resource }) {
    const { slug, name, description, space } = resource
    const document = of === undefined ? resource.spec : await documentOf(ctx, resource, of)
    const fileName = `${slug}${notebookEndings[format]}`
    switch (format) {
      case 'yaml':
        return { fileName, text: writeNotebookFile({ kind: 'notebook', slug, name, description, spaceSlug: space.slug, document }), leftOut: [], onlyHere: [] }
      case 'ipynb':
        return { fileName, ...writeIpynb({ name, description }, document), leftOut: [] }
      case 'hex': {
        const head = { projectId: resource.id, versionId: resource.revisionId, title: name, description, connectionId: resource.projectId }
        return { fileName, ...writeHexProject(head, document), onlyHere: [] }
      }
    }
  },
})

const unreadable = (problem: string): AppError =>
  new AppError('invalid', problem, { reason: 'notebook_file', fields: problem.split('\n').map((message) => ({ path: 'text', message })) })
