import { describe, expect, it } from 'vitest'
import { modelFilesOf } from './model-files.ts'
import { projectLayout } from './project-layout.ts'

const files = (texts: Record<string, string>) => Object.entries(texts).map(([path, text]) => ({ path, text }))
const model = (name: string): string => `models:\n  - name: ${name}\n    columns: [{ name: id }]\n`
const layout = (texts: Record<string, string>) => {
  const { manifests, schemaFiles } = projectLayout(files(texts))
  return { manifests: manifests.map(({ file, root }) => [file.path, root]), schemaFiles: schemaFiles.map(({ path }) => path) }
}

describe('a folder of models', () => {
  it('may hold dbt projects in subfolders, each ruling its own folder', () => {
    const found = layout({
      'orders.yml': model('orders'),
      'deploy.yml': 'kind: Deployment\nmetadata: { name: x }\n',
      'shop/dbt_project.yml': 'name: shop\nmodel-paths: [marts]\n',
      'shop/marts/a.yml': model('a'),
      'shop/models/b.yml': model('b'),
      'other/dbt_project.yml': 'name: other\n',
      'other/target/manifest.json': '{"nodes": {}}',
      'other/models/c.yml': model('c'),
    })
    expect(found).toEqual({ manifests: [['other/target/manifest.json', 'other/']], schemaFiles: ['orders.yml', 'shop/marts/a.yml'] })
  })

  it('does not read projects inside of a project', () => {
    const found = layout({
      'dbt_project.yml': 'name: outer\n',
      'models/a.yml': model('a'),
      'integration_tests/dbt_project.yml': 'name: inner\n',
      'integration_tests/models/b.yml': model('b'),
      'integration_tests/target/manifest.json': '{"nodes": {}}',
    })
    expect(found).toEqual({ manifests: [], schemaFiles: ['models/a.yml'] })
  })

  it('may hold manifests in subfolders, beside files', () => {
    const found = layout({ 'a.yml': model('a'), 'shop/target/manifest.json': '{"nodes": {}}', 'shop/models/b.yml': model('b') })
    expect(found).toEqual({ manifests: [['shop/target/manifest.json', 'shop/']], schemaFiles: ['a.yml'] })
  })

  it('is ruled by a manifest of its own', () => {
    expect(layout({ 'manifest.json': '{"nodes": {}}', 'a.yml': model('a') })).toEqual({ manifests: [['manifest.json', '']], schemaFiles: [] })
  })
})

it('the files that models are read from are known without reading them', () => {
  const given = files({
    'shop/dbt_project.yml': 'name: shop\n',
    'shop/models/a.yml': model('a'),
    'shop/packages.yml': 'packages: []\n',
    'shop/profiles.yml': 'shop: { password: x }\n',
    'views/orders.view.lkml': 'view: orders {}',
    'model.json': '{"semantic_model": []}',
    'package.json': '{"name": "x"}',
    'cube.js': "cube('orders', {})",
    'tool.js': 'export const a = 1',
    'shop/lightdash.config.yml': 'parameters: {}\n',
    'shop/old/lightdash.config.yml': 'parameters: {}\n',
  })
  expect(modelFilesOf(given).map(({ path }) => path)).toEqual([
    'shop/dbt_project.yml',
    'shop/models/a.yml',
    'views/orders.view.lkml',
    'model.json',
    'cube.js',
    'shop/lightdash.config.yml',
  ])
})

it('settings alone are no models', () => expect(modelFilesOf(files({ 'lightdash.config.yml': 'parameters: {}\n' }))).toEqual([]))
