import { contentFilePath, type ContentKind } from '@atrium/documents'
import { readOperation } from '../../access/operation.ts'
import type { ContentCtx } from '../content/content-ctx.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { loadContent } from './load-content.ts'

/** One piece of content as a file; `path` is where it stands when no file holds it yet. */
export type ExportedFile = { path: string; kind: ContentKind; slug: string; name: string; id: string; text: string }

type ExportContent = { projectId: string; /** Only this kind, and of it only this slug. */ kind?: ContentKind; slug?: string }

/** Content of a project as files, as far as the caller may see it; the same content gives the same bytes. */
export const exportContent = readOperation<ContentCtx, ExportContent, ProjectTarget, ExportedFile[]>({
  name: 'content.export',
  action: 'space.list',
  target: projectTarget,
  async run(ctx, { kind, slug }, target) {
    const { existing } = await loadContent(ctx, target)
    return [...existing.values()]
      .filter(({ content }) => (kind === undefined || content.kind === kind) && (slug === undefined || content.slug === slug))
      .map(({ resource, content, text }) => ({
        path: contentFilePath(content),
        kind: content.kind,
        slug: content.slug,
        name: content.name,
        id: resource.id,
        text,
      }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  },
})
