/** The stairs of the house: arrows point down only. This table is the picture in ARCHITECTURE.md. */
const server = 'packages/server/src/'
const floors = [
  ['packages/semantic/src', 'packages/documents/src', `${server}platform`],
  [`${server}access`, `${server}warehouses`, `${server}kernels`, `${server}jobs`, `${server}channels`, `${server}rendering`, `${server}repositories`],
  [`${server}query`, `${server}results`, `${server}resources`],
  [`${server}domain/identity`],
  [`${server}domain/projects`, `${server}domain/audit`],
  [`${server}domain/explore`, `${server}domain/content`, `${server}domain/develop`, `${server}domain/apps`, `${server}domain/endpoints`],
  [
    `${server}domain/comments`,
    `${server}domain/catalog`,
    `${server}domain/deliveries`,
    `${server}domain/uploads`,
    `${server}domain/content-import`,
    `${server}domain/explain`,
    `${server}domain/validation`,
    `${server}domain/promotion`,
    `${server}domain/content-files`,
  ],
  [`${server}domain/integrations`],
  [`${server}api`, `${server}workers`, `${server}demo`],
  [`${server}main\\.ts`],
  ['packages/cli/src', 'packages/web/src'],
]
const any = (rooms) => `^(${rooms.join('|')})(/|$)`

const stairs = floors.slice(0, -1).map((rooms, index) => ({
  name: `floor-${index}-looks-down-only`,
  severity: 'error',
  comment: 'A lower floor reached up. Pass the value in as an argument, or move the code to the floor that needs it.',
  from: { path: any(rooms) },
  to: { path: any(floors.slice(index + 1).flat()) },
}))

module.exports = {
  forbidden: [
    ...stairs,
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files need each other, types included. Move what both need into a third file.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'doors-do-not-know-doors',
      severity: 'error',
      comment: 'If two doors need the same thought, it is an operation of the domain.',
      from: { path: `^${server}api/([^/]+)/` },
      to: { path: `^${server}api/([^/]+)/`, pathNot: `^${server}api/$1/` },
    },
    {
      name: 'doors-only-translate',
      severity: 'error',
      comment: 'Doors and workers call operations; they open no store, adapter or query service themselves.',
      from: { path: `^${server}(api|workers)/` },
      to: { path: `^${server}(query|warehouses)/|-store\\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-stores-know-the-database',
      severity: 'error',
      comment: 'SQL on our own tables lives in *-store.ts files.',
      from: { path: `^${server}`, pathNot: `-store\\.ts$|^${server}(platform|jobs)/|^${server}(main|index)\\.ts$|\\.test\\.ts$|/testing/` },
      to: { path: `^${server}platform/db/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-packages-are-pure',
      severity: 'error',
      comment: 'semantic and documents run in the browser too: no Node, no I/O.',
      from: { path: '^packages/(semantic|documents)/src', pathNot: '\\.test\\.ts$|/testing/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'commands-know-the-server-by-http',
      severity: 'error',
      comment: 'Commands that work with a server may run without one beside them. What only the server can do is a command of commands/server.ts.',
      from: { path: '^packages/cli/src/(remote|terminal|commands)/', pathNot: '^packages/cli/src/commands/server\\.ts$' },
      to: { path: '^packages/server/src|^packages/cli/src/(start|check|restore|rotate-key|audit-verify|print-config|open-store)\\.ts$' },
    },
    {
      name: 'web-takes-types-from-the-server',
      severity: 'error',
      comment: 'The browser gets nothing of the server but types.',
      from: { path: '^packages/web/src' },
      to: { path: '^packages/(server|cli)/src', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-tests-stay-outside',
      severity: 'error',
      comment: 'They know the product by its wire format only.',
      from: { path: '^tests/(conform|browser|harness)/' },
      to: { path: '^packages/server/src' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['atrium-source', 'import', 'default', 'types', 'node'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
