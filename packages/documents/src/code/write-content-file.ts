import type { NotebookFile } from '../notebook/file/notebook-file.ts'
import { writeNotebookFile } from '../notebook/file/write-notebook-file.ts'
import { type ContentFile, fileSchemas } from './content-file.ts'
import { formatVersion } from './file-head.ts'
import { endpointToFile } from './endpoint-file.ts'
import { inOrder } from './in-order.ts'
import { tilesToFile } from './tile-slugs.ts'
import { writeYaml } from './write-yaml.ts'

/**
 * A piece of content as the text of a file. The same content gives the same bytes: keys stand in one order, and nothing is
 * said that means nothing. `readContentFile` reads the same content back.
 */
export function writeContentFile(content: ContentFile): string {
  if (content.kind === 'notebook') return writeNotebookFile(content)
  return writeYaml(inOrder([fileSchemas[content.kind]], { ...valueOf(content), version: formatVersion }))
}

function valueOf(content: Exclude<ContentFile, NotebookFile>): Record<string, unknown> {
  const { kind, slug, name, description } = content
  const head = { kind, slug, name, ...(description === null || description === '' ? {} : { description }) }
  switch (content.kind) {
    case 'space': {
      const { parentSlug, inheritsAccess, isPrivate } = content
      return { ...head, ...(parentSlug === null ? {} : { parentSlug }), ...(inheritsAccess ? { inheritsAccess } : { isPrivate }) }
    }
    case 'chart':
      return { ...head, ...content.place, ...content.document }
    case 'sql_chart':
      return { ...head, spaceSlug: content.spaceSlug, ...content.document }
    case 'dashboard':
      return { ...head, spaceSlug: content.spaceSlug, ...content.document, tiles: tilesToFile(content.document.tiles) }
    case 'endpoint': {
      // Its slug is its name.
      const { slug: _, ...own } = head
      return { ...own, ...(content.spaceSlug === null ? {} : { spaceSlug: content.spaceSlug }), ...endpointToFile(content.document) }
    }
  }
}
