import type { TestProject } from 'vitest/node'
import { findChromium } from '../../scripts/find-chromium.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the Chromium that browser tests drive. */
    chromium: string
  }
}

/** Finds the Chromium of the run: the same one whether all suites run or this one alone. */
export async function setup(project: TestProject): Promise<void> {
  const chromium = await findChromium()
  if (chromium === null)
    throw new Error('No Chromium was found, so the browser tests cannot run. Install one with: apt-get update && apt-get install -y chromium')
  project.provide('chromium', chromium)
}
