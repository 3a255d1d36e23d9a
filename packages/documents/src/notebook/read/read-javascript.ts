import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common'
import { parser } from '@lezer/javascript'
import { type CodeModule, isPrivate, NameLedger, type NamePlace, Scope, scopeUp } from './code-module.ts'

const typescript = parser.configure({ dialect: 'ts' })

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration', 'StaticBlock'])
const blocks = new Set(['Block', 'ForStatement', 'CatchClause', 'ClassDeclaration', 'ClassExpression', 'SwitchBody'])

/** Names of JavaScript and TypeScript by its syntax tree, also while it is half written. */
export function readJavaScript(code: string): CodeModule {
  const ledger = new NameLedger()
  let scope = ledger.top
  let errorAt: number | null = null
  const imported = new Set<string>()
  const exports: { from: number; to: number }[] = []
  const placeOf = ({ from, to }: SyntaxNodeRef): NamePlace => ({ name: code.slice(from, to), from, to })

  const tree = typescript.parse(code)
  tree.iterate({
    enter(ref) {
      if (ref.type.isError) errorAt ??= ref.from
      if (ref.name === 'ExportDeclaration' && isDeclared(ref.node)) exports.push({ from: ref.from, to: ref.from + 'export'.length })
      if (functions.has(ref.name)) scope = new Scope('function', scope)
      else if (blocks.has(ref.name)) scope = new Scope('block', scope)
      else if (ref.name === 'VariableDefinition') {
        const { name } = placeOf(ref)
        if (isOf(ref.node, 'ImportDeclaration')) imported.add(name)
        scopeOfDefinition(ref.node, scope).names.add(name)
      } else if (ref.name === 'VariableName' && ref.node.parent?.name !== 'ImportGroup') {
        if (isChanged(ref.node)) ledger.change(placeOf(ref), scope)
        else ledger.read(placeOf(ref), scope)
      } else if (ref.name === 'PropertyDefinition' && isShorthand(ref.node)) ledger.read({ ...placeOf(ref), isShorthand: true }, scope)
    },
    leave(ref) {
      if (functions.has(ref.name) || blocks.has(ref.name)) scope = scope.parent ?? ledger.top
    },
  })
  const defines = [...ledger.top.names].filter((name) => !isPrivate(name))
  return { defines, imports: defines.filter((name) => imported.has(name)), ...ledger.free(), exports, shows: shownAt(tree.topNode), errorAt }
}

/** The expression that the text ends with; one that gives something another value is none. */
function shownAt(top: SyntaxNode): CodeModule['shows'] {
  let last = top.lastChild
  while (last !== null && /^(LineComment|BlockComment)$/.test(last.name)) last = last.prevSibling
  const expression = last?.name === 'ExpressionStatement' ? last.firstChild : null
  if (expression === null || expression.type.isError || /^(AssignmentExpression|PostfixExpression)$/.test(expression.name)) return null
  return { from: expression.from, to: expression.to }
}

/** Whether a thing is exported where it is declared, and not by name, as the default or out of another module. */
const isDeclared = (node: SyntaxNode): boolean => {
  let said = node.firstChild?.nextSibling ?? null
  while (said?.name.endsWith('Comment') === true) said = said.nextSibling
  return node.parent?.type.isTop === true && said?.name.endsWith('Declaration') === true
}

const isOf = (node: SyntaxNode, name: string): boolean => node.parent?.name === name || node.parent?.parent?.name === name

/** `{ total }` reads `total`. */
const isShorthand = (node: SyntaxNode): boolean => node.parent?.name === 'Property' && node.nextSibling === null && node.prevSibling === null

function scopeOfDefinition(node: SyntaxNode, scope: Scope): Scope {
  const { parent } = node
  // What a function or class is called is known around it.
  if (parent?.name === 'FunctionDeclaration' || parent?.name === 'ClassDeclaration') return scope.parent ?? scope
  return isVar(node) ? scopeUp(scope, ({ kind }) => kind === 'function') : scope
}

/** Whether a definition is one of `var`, which belongs to the whole function. */
function isVar(node: SyntaxNode): boolean {
  let current = node.parent
  while (current !== null && /Pattern|PatternProperty/.test(current.name)) current = current.parent
  if (current === null || !/^(VariableDeclaration|ForOfSpec|ForInSpec)$/.test(current.name)) return false
  return current.getChild('var') !== null
}

/** Whether a name, or a part of what it holds, is given another value. */
function isChanged(node: SyntaxNode): boolean {
  let target = node
  while (target.parent?.name === 'MemberExpression' && target.parent.from === target.from) target = target.parent
  const { parent } = target
  if (parent === null) return false
  if (parent.name === 'AssignmentExpression') return parent.from === target.from
  return (parent.name === 'PostfixExpression' || parent.name === 'UnaryExpression') && [parent.firstChild, parent.lastChild].some(isStep)
}

/** `++` or `--`. */
const isStep = (node: SyntaxNode | null): boolean => node?.name === 'ArithOp' && node.to - node.from === 2
