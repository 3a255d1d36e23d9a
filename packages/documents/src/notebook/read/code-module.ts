/** A name in a text: where it stands, and whether it is key and value at once (`{ total }`). */
export type NamePlace = { name: string; from: number; to: number; isShorthand?: true }

/** What a text of code says of names. */
export type CodeModule = {
  /** Defined at the top level for others to read, in order; names that begin with an underscore are the cell's own. */
  defines: readonly string[]
  /** Those of them that are only brought by an import: any number of cells may import the same. */
  imports: readonly string[]
  /** Names that nothing in the text defines, at each place. Those of the language itself are among them. */
  reads: readonly NamePlace[]
  /** Those of the reads that the text changes in place. */
  changes: readonly NamePlace[]
  /** TypeScript: each `export` before what is declared. All names are handed out: in a cell the word says nothing. */
  exports: readonly { from: number; to: number }[]
  /** TypeScript: the expression at the end, whose value is shown; null: there is none. */
  shows: { from: number; to: number } | null
  /** Where the text can first not be read; null: it can. */
  errorAt: number | null
}

/** Names of one part of a text. */
export class Scope {
  readonly names = new Set<string>()
  readonly parent: Scope | null
  readonly kind: 'top' | 'function' | 'block' | 'class' | 'comprehension'
  constructor(kind: Scope['kind'], parent: Scope | null) {
    this.kind = kind
    this.parent = parent
  }
}

/** The nearest scope outwards that `accepts` says yes to; the outermost at last. */
export function scopeUp(scope: Scope, accepts: (scope: Scope) => boolean): Scope {
  let current = scope
  while (current.parent !== null && !accepts(current)) current = current.parent
  return current
}

/** Names as they were met, before it is known which of them the text itself defines. */
export class NameLedger {
  readonly top = new Scope('top', null)
  private readonly met: (NamePlace & { scope: Scope; isChange: boolean })[] = []

  read(place: NamePlace, scope: Scope): void {
    this.met.push({ ...place, scope, isChange: false })
  }

  change(place: NamePlace, scope: Scope): void {
    this.met.push({ ...place, scope, isChange: true })
  }

  /** What is left when every name that a scope around it defines is taken away. `sees` says which scopes a name is looked for in. */
  free(sees: (scope: Scope, from: Scope) => boolean = () => true): { reads: NamePlace[]; changes: NamePlace[] } {
    const isFree = ({ name, scope }: { name: string; scope: Scope }): boolean => {
      for (let at: Scope | null = scope; at !== null; at = at.parent) if (at.names.has(name) && sees(at, scope)) return false
      return true
    }
    const free = this.met.filter(isFree)
    const bare = ({ name, from, to, isShorthand }: NamePlace): NamePlace => ({ name, from, to, ...(isShorthand === true ? { isShorthand } : {}) })
    return { reads: free.map(bare), changes: free.filter(({ isChange }) => isChange).map(bare) }
  }
}

export const isPrivate = (name: string): boolean => name.startsWith('_')
