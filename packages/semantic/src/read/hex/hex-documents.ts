import type { Finding } from '../../problems/finding.ts'
import type { PlaceFinder } from '../../problems/place.ts'
import type { ParsedFile } from '../parsed-file.ts'
import { parseYaml } from '../parse-yaml.ts'
import { isHex } from './read-hex.ts'

/** More come from no person. */
const mostDocuments = 5000

/**
 * The models and views of a file, each a document of its own; `undefined` when none of its documents is one. A document that
 * cannot be read, or is something else, is reported, and the others are read.
 */
export function hexDocuments(path: string, text: string, place: PlaceFinder): { parsed: ParsedFile[]; findings: Finding[] } | undefined {
  const parsed: ParsedFile[] = []
  const findings: Finding[] = []
  const starts = [0, ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index)]
  const surplus = starts[mostDocuments]
  if (surplus !== undefined) {
    const message = `The file holds more than ${mostDocuments} documents: what follows is not read.`
    findings.push({ code: 'project.too_many_documents', at: place(surplus), message, hint: 'Put the models into several files.' })
  }
  for (const [number, start] of starts.slice(0, mostDocuments).entries()) {
    const at: PlaceFinder = (offset) => place(offset + start)
    const { root, findings: found } = parseYaml(text.slice(start, starts[number + 1]), at)
    findings.push(...found)
    if (root?.kind !== 'map' || root.entries.size === 0 || found.some(({ severity }) => severity !== 'warning')) continue
    if (isHex(root)) parsed.push({ path, root, place: at })
    else
      findings.push({
        code: 'project.unknown_document',
        severity: 'warning',
        at: at(root.offset),
        message: 'This document of the file is no model and no view.',
        hint: 'Models have an id and base_sql_table or base_sql_query, views an id, type: view and base. Move anything else into a file of its own.',
      })
  }
  return parsed.length === 0 ? undefined : { parsed, findings }
}
