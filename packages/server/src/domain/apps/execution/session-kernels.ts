import type { Kernel, KernelCalls, KernelLanguage } from '../../../kernels/kernel.ts'
import type { Kernels } from '../../../kernels/kernels.ts'
import { AppError } from '../../../platform/errors.ts'
import type { SessionKernels } from './run-cells-port.ts'

type Open = {
  kernel: Promise<Kernel>
  /** Of the cell that runs. */ calls: KernelCalls
  /** Ends with the cell that runs, or waits last. */ last: Promise<unknown>
}

/** The kernels of one session: one of each language, which cells use one after the other. */
export function createSessionKernels(kernels: Pick<Kernels, 'open'>): SessionKernels {
  const open = new Map<KernelLanguage, Open>()
  let closed = false

  const start = (language: KernelLanguage, calls: KernelCalls): Open => {
    const started: Open = {
      calls,
      last: Promise.resolve(),
      kernel: kernels.open(language, {
        sql: (text, signal) => started.calls.sql(text, signal),
        input: (name) => started.calls.input(name),
      }),
    }
    open.set(language, started)
    // Whoever comes next tries again.
    started.kernel.catch(() => open.delete(language))
    return started
  }

  return {
    async kernel(language, calls) {
      if (closed) throw new AppError('unavailable', 'The session of this code has ended.', { reason: 'kernel_closed' })
      const known = open.get(language) ?? start(language, calls)
      const kernel = await known.kernel
      return {
        ...kernel,
        // Each cell is answered by its own calls, whoever waits behind it.
        run(cell, asker) {
          const run = known.last.then(() => {
            known.calls = calls
            return kernel.run(cell, asker)
          })
          known.last = run.catch(() => undefined)
          return run
        },
      }
    },
    interrupt() {
      for (const { kernel } of open.values())
        void kernel.then(
          (one) => one.interrupt(),
          () => undefined,
        )
    },
    async close() {
      closed = true
      const all = [...open.values()]
      open.clear()
      await Promise.all(
        all.map(({ kernel }) =>
          kernel.then(
            (one) => one.close(),
            () => undefined,
          ),
        ),
      )
    },
  }
}
