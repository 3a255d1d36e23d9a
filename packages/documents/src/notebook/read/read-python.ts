import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/python'
import { type CodeModule, isPrivate, NameLedger, type NamePlace, Scope, scopeUp } from './code-module.ts'

const scopes: Readonly<Record<string, Scope['kind']>> = {
  FunctionDefinition: 'function',
  LambdaExpression: 'function',
  ClassDefinition: 'class',
  ArrayComprehensionExpression: 'comprehension',
  SetComprehensionExpression: 'comprehension',
  DictionaryComprehensionExpression: 'comprehension',
  ComprehensionExpression: 'comprehension',
}

/** What a name does where it stands. */
type Role = 'read' | 'bind' | 'import' | 'bind-inside' | 'change' | 'delete' | 'outer-bind' | 'walrus' | 'global' | 'read-outside' | 'none'

/** Names of Python by its syntax tree, also while it is half written. */
export function readPython(code: string): CodeModule {
  const ledger = new NameLedger()
  let scope = ledger.top
  let errorAt: number | null = null
  const bound = new Set<string>()
  const deleted = new Set<string>()
  /** Names that a function takes from the top. */
  const globals = new Map<Scope, Set<string>>()
  let parameterLists = 0
  /** Of the statements around: where their targets stand. Looked for once, however many names there are. */
  const targets: Range[][] = []

  const bind = (name: string, to: Scope): void => {
    const target = globals.get(to)?.has(name) === true ? ledger.top : to
    target.names.add(name)
    if (target === ledger.top) bound.add(name)
  }
  const meet = (place: NamePlace, role: Role): void => {
    const { name } = place
    const own = scopeUp(scope, ({ kind }) => kind !== 'comprehension')
    switch (role) {
      case 'read':
        return ledger.read(place, scope)
      case 'read-outside':
        return ledger.read(place, scope.parent ?? scope)
      case 'change':
        return ledger.change(place, scope)
      case 'bind':
        return bind(name, scope)
      case 'walrus':
        return bind(name, own)
      case 'outer-bind':
        return bind(name, scope.parent ?? scope)
      case 'import':
        scope.names.add(name)
        return
      case 'bind-inside':
        // Known to the rest of the text, and gone at its end.
        scope.names.add(name)
        if (scope === ledger.top) deleted.add(name)
        return
      case 'delete':
        if (scope === ledger.top) deleted.add(name)
        return
      case 'global':
        globals.set(scope, (globals.get(scope) ?? new Set()).add(name))
        return
      case 'none':
    }
  }

  parser.parse(code).iterate({
    enter(ref) {
      if (ref.type.isError) errorAt ??= ref.from
      const kind = scopes[ref.name]
      if (kind !== undefined) scope = new Scope(kind, scope)
      if (ref.name === 'ParamList') parameterLists += 1
      if (hasTargets(ref.name)) targets.push(targetsOf(ref.node))
      if (ref.name !== 'VariableName') return
      meet(
        { name: code.slice(ref.from, ref.to), from: ref.from, to: ref.to },
        roleOf(ref.node, { isInParameters: parameterLists > 0, targets: targets.at(-1) ?? [] }),
      )
    },
    leave(ref) {
      if (scopes[ref.name] !== undefined) scope = scope.parent ?? ledger.top
      if (ref.name === 'ParamList') parameterLists -= 1
      if (hasTargets(ref.name)) targets.pop()
    },
  })
  const defines = [...ledger.top.names].filter((name) => !isPrivate(name) && !deleted.has(name))
  // What a class body defines is not seen by the functions in it.
  const found = ledger.free((at, from) => at.kind !== 'class' || at === from)
  return { defines, imports: defines.filter((name) => !bound.has(name)), ...found, exports: [], shows: null, errorAt }
}

type Range = { from: number; to: number }
type Around = { isInParameters: boolean; targets: readonly Range[] }

const loops = new Set([
  'ForStatement',
  'ArrayComprehensionExpression',
  'SetComprehensionExpression',
  'DictionaryComprehensionExpression',
  'ComprehensionExpression',
])
const hasTargets = (name: string): boolean => loops.has(name) || /^(Assign|Update|Import)Statement$|^NamedExpression$/.test(name)

/** What stands before the last sign of an assignment, before `import`, and between `for` and `in`. */
function targetsOf(node: SyntaxNode): Range[] {
  const ranges: Range[] = []
  let from = node.from
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'for') from = child.to
    if (child.name === 'in' || child.name === 'AssignOp' || child.name === 'UpdateOp' || child.name === 'import') ranges.push({ from, to: child.from })
  }
  return ranges
}

const isWithin = ({ from, to }: Range, ranges: readonly Range[]): boolean => ranges.some((range) => from >= range.from && to <= range.to)

function roleOf(node: SyntaxNode, { isInParameters, targets }: Around): Role {
  const { parent } = node
  const before = node.prevSibling?.name
  switch (parent?.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return 'outer-bind'
    case 'ParamList':
      return before === 'AssignOp' ? 'read-outside' : 'bind'
    case 'ImportStatement':
      return roleInImport(node, targets)
    case 'ScopeStatement':
      return parent.firstChild?.name === 'global' ? 'global' : 'none'
    case 'ArgList':
    case 'PatternArgList':
      return node.nextSibling?.name === 'AssignOp' ? 'none' : 'read'
    case 'KeywordPattern':
      return 'none'
    case 'CapturePattern':
      return 'bind'
    case 'AsPattern':
      return before === 'as' ? 'bind' : 'read'
    case 'TryStatement':
      return before === 'as' ? 'bind-inside' : 'read'
    case 'WithStatement':
      return before === 'as' ? 'bind' : 'read'
    case 'NamedExpression':
      return isWithin(node, targets) ? 'walrus' : 'read'
    case 'DeleteStatement':
      return 'delete'
    case 'UpdateStatement':
      return isWithin(node, targets) ? 'change' : 'read'
    default:
      return isInParameters && isInDefault(node) ? 'read-outside' : roleOfTarget(node, targets)
  }
}

/** `import a.b as c`, `from m import x as y`: what is bound stands behind `as`, or else first. */
function roleInImport(node: SyntaxNode, targets: readonly Range[]): Role {
  if (node.parent?.firstChild?.name === 'from' && isWithin(node, targets)) return 'none'
  if (node.nextSibling?.name === 'as' || node.prevSibling?.name === '.') return 'none'
  return 'import'
}

/** Names in what a parameter has by default or is annotated with: the function does not know its parameters there. */
function isInDefault(node: SyntaxNode): boolean {
  for (let at = node; at.parent !== null; at = at.parent) {
    if (at.parent.name === 'ParamList') return at.name === 'TypeDef' || at.prevSibling?.name === 'AssignOp'
    if (at.parent.name === 'Body') return false
  }
  return false
}

const lists = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'])
/** Nobody nests the targets of an assignment deeper. */
const deepest = 20

/** A name, or what it is a part of, as the target of an assignment or a loop. */
function roleOfTarget(node: SyntaxNode, targets: readonly Range[]): Role {
  let target = node
  let isPart = false
  for (let depth = 0; depth < deepest && target.parent !== null; depth += 1) {
    const { parent } = target
    const isMember = parent.name === 'MemberExpression' && parent.from === target.from
    if (!isMember && !lists.has(parent.name)) break
    isPart ||= isMember
    target = parent
  }
  const statement = target.parent?.name ?? ''
  const isTarget = (statement === 'AssignStatement' || loops.has(statement) || (statement === 'UpdateStatement' && isPart)) && isWithin(target, targets)
  if (!isTarget) return 'read'
  return isPart ? 'change' : 'bind'
}
