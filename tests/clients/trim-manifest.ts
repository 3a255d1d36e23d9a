type Json = Record<string, unknown>

const ofMetadata = ['dbt_schema_version', 'dbt_version', 'project_name', 'adapter_type']
/** What changes from one build to the next, and what is large and said elsewhere. */
const leftOut = new Set(['created_at', 'build_path', 'root_path', 'checksum', 'unrendered_config', 'relation_config'])

/** A dbt manifest without macros, times, identities and places of the machine it was built on: the same for the same project. */
export function trimManifest(text: string): string {
  const manifest = JSON.parse(text) as Json & { metadata: Json; nodes: Record<string, Json> }
  const entries = (object: Json, keep: (key: string) => boolean): Json => Object.fromEntries(Object.entries(object).filter(([key]) => keep(key)))
  const nodes = Object.fromEntries(
    Object.entries(manifest.nodes)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, node]) => [id, entries(node, (key) => !leftOut.has(key))]),
  )
  const trimmed = { ...manifest, metadata: entries(manifest.metadata, (key) => ofMetadata.includes(key)), nodes, macros: {}, docs: {} }
  return `${JSON.stringify(trimmed, null, 1)}\n`
}
