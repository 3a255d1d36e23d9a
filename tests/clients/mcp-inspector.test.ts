import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { call, installed } from '../engines/engine.ts'
import { startAtrium, root } from '../harness/start-atrium.ts'

it('the inspector of the protocol lists tools and resources and calls them, over HTTP and over `atrium mcp`', async () => {
  const tools = await installed('mcp-inspector-2.12.0', 'npm, and its registry', async (folder) => {
    await writeFile(path.join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
    await call('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '@modelcontextprotocol/inspector@2.12.0'], { cwd: folder })
  })
  const atrium = await startAtrium()
  const inspect = async (target: readonly string[], method: string, more: readonly string[] = []): Promise<Record<string, unknown>> =>
    JSON.parse(await call(path.join(tools, 'node_modules', '.bin', 'mcp-inspector'), ['--cli', ...target, '--method', method, ...more])) as Record<
      string,
      unknown
    >
  try {
    const http = [`${atrium.url}/api/mcp`, '--transport', 'http', '--header', `Authorization: Bearer ${atrium.token}`]
    const stdio = ['-e', `ATRIUM_URL=${atrium.url}`, '-e', `ATRIUM_TOKEN=${atrium.token}`, process.execPath, path.join(root, 'dist', 'cli.js'), 'mcp']
    for (const target of [http, stdio]) {
      expect(await inspect(target, 'tools/list')).toMatchObject({
        tools: expect.arrayContaining([expect.objectContaining({ name: 'query_metrics' })]) as object[],
      })
      expect(await inspect(target, 'resources/list')).toMatchObject({
        resources: expect.arrayContaining([expect.objectContaining({ name: 'Orders' })]) as object[],
      })
      const asked = await inspect(target, 'tools/call', ['--tool-name', 'query_metrics', '--tool-arg', 'metrics=["orders_order_count"]'])
      expect(asked).toMatchObject({ structuredContent: { columns: [{ id: 'orders_order_count' }], rowCount: 1 } })
    }
  } finally {
    await atrium.stop()
  }
})
