// `npm run build`: the product in dist/. Does nothing when nothing has changed; `--server-only` leaves the pages out.
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleOptions, kernelOptions, migrationsFolder } from './bundle-options.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const dist = path.join(root, 'dist')
const shared = ['packages/semantic', 'packages/documents', 'package-lock.json', 'scripts/build.mjs', 'scripts/bundle-options.mjs']

/** One part of the product: what it is made of, what comes out, and how. */
const parts = [
  {
    name: 'server',
    inputs: [...shared, 'packages/server', 'packages/cli'],
    outputs: [
      'cli.js',
      'engine-process.js',
      'draw-main.js',
      'notebook-reader-main.js',
      'file-reader-main.js',
      'ingest-process.js',
      'demo-loader-process.js',
      'kernel-main.js',
      'kernel-typescript.js',
      'kernel-python.js',
      'migrations',
    ],
    make: makeServer,
  },
  { name: 'pages', inputs: [...shared, 'packages/web', 'packages/server/src'], outputs: ['web/index.html', 'web/embed.html'], make: makePages },
]

async function makeServer() {
  const { build } = await import('esbuild')
  const made = await Promise.all([bundleOptions(root), kernelOptions(root)].map((options) => build({ ...options, outdir: dist, write: false })))
  const outputFiles = made.flatMap((one) => one.outputFiles)
  // Written beside and renamed: a server that starts meanwhile never reads half a file.
  for (const { path: file, contents } of outputFiles) {
    writeFileSync(`${file}.${process.pid}`, contents)
    chmodSync(`${file}.${process.pid}`, 0o755)
    renameSync(`${file}.${process.pid}`, file)
  }
  const names = new Set(outputFiles.map(({ path: file }) => path.basename(file)))
  for (const file of readdirSync(dist)) if (/^chunk-.*\.js$/.test(file) && !names.has(file)) rmSync(path.join(dist, file))
  rmSync(path.join(dist, 'migrations'), { recursive: true, force: true })
  cpSync(path.join(root, migrationsFolder), path.join(dist, 'migrations'), { recursive: true })
}

async function makePages() {
  process.env.NODE_ENV ??= 'production'
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'packages/web/vite.config.ts'), logLevel: 'warn' })
}

/** Hash of names and contents of everything under the given paths. */
function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.versions.node)
  const add = (file) => hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== 'golden') walk(full)
      } else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) add(full)
    }
  }
  for (const input of inputs) {
    const full = path.join(root, input)
    if (input.includes('.')) add(full)
    else walk(full)
  }
  return hash.digest('hex')
}

mkdirSync(dist, { recursive: true })
const stampFile = path.join(dist, '.stamp')
const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {}
const wanted = process.argv.includes('--server-only') ? parts.slice(0, 1) : parts
for (const part of wanted) {
  const print = fingerprint(part.inputs)
  if (stamps[part.name] === print && part.outputs.every((output) => existsSync(path.join(dist, output)))) continue
  const started = performance.now()
  process.stdout.write(`Building the ${part.name} … `)
  try {
    await part.make()
  } catch (error) {
    console.error(`failed\n${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
  stamps[part.name] = print
  writeFileSync(stampFile, JSON.stringify(stamps))
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}
