import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import { systemClock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { ArrowTable, KernelCalls, KernelLimits } from '../kernel.ts'
import { createKernels, type Kernels } from '../kernels.ts'

/** The sandbox bundled as the product brings it along. */
async function bundleInto(folder: string): Promise<string> {
  const { kernelOptions } = (await import(pathToFileURL('scripts/bundle-options.mjs').href)) as { kernelOptions(root: string): BuildOptions }
  await build({ ...kernelOptions(process.cwd()), outdir: folder })
  return path.join(folder, 'kernel-main.js')
}

/** Kernels in a folder of their own. */
export async function openKernels(
  options: { maxOpen?: number; limits?: Partial<KernelLimits>; onPicture?(ms: number): void } = {},
): Promise<{ kernels: Kernels; folder: string; end(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-kernels-'))
  const kernels = createKernels({
    entry: await bundleInto(folder),
    folder,
    clock: systemClock,
    maxOpen: options.maxOpen ?? 8,
    limits: options.limits ?? {},
    ...(options.onPicture === undefined ? {} : { onPicture: options.onPicture }),
  })
  const end = async (): Promise<void> => {
    await kernels.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { kernels, folder, end }
}

/** Answers every query by the same table; `secret` fails as a broken driver would, `refused` as the gate does. */
export const callsWith = (table: ArrowTable, inputs: Record<string, number> = {}): KernelCalls => ({
  async sql(text) {
    if (text === 'secret') throw new Error('password authentication failed for user admin')
    if (text === 'refused') throw new AppError('invalid', 'Only one SELECT can be asked.')
    return table
  },
  input: async (name) => inputs[name],
})
