import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['atrium-source', ...defaultClientConditions] },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      // The pages, and the one that pages of elsewhere show.
      input: { index: `${import.meta.dirname}/index.html`, embed: `${import.meta.dirname}/embed.html` },
      output: {
        // Few files for each page: by itself every set of pages that share a module gets a file of its own, hundreds of them.
        codeSplitting: {
          groups: [
            // What the very first page needs.
            { name: 'start', tags: ['$initial'] },
            // What is ours and shared, by the pages that use it; small shares go to their neighbours.
            { name: 'shared', test: /packages[\\/](web|documents)[\\/]/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 16 * 1024 },
          ],
        },
        // Files that need each other would else run before what they need.
        strictExecutionOrder: true,
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
