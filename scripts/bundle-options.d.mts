import type { BuildOptions } from 'esbuild'

export declare const migrationsFolder: string
export declare const bundleOptions: (root: string) => BuildOptions
