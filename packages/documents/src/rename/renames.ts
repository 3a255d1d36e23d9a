/** A field under its new name. */
export type RenamedField = { id: string; table: string; name: string }

/** What is called otherwise from now on. Everything else stays as it is. */
export type Renames = {
  /** The field that takes the place of this one; null: it stays. */
  field(id: string): RenamedField | null
  /** What formulas may call a field beside its id: its own name, its label. */
  namesOf(id: string): readonly string[]
  explore(name: string): string
  table(name: string): string
}
