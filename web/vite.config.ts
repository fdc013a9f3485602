// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Builds the page into dist/: hashed files, no inline script or style (the server's content
// security policy allows neither), nothing from another host.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // A piece of its own costs a request: what is smaller goes along with what needs it.
    rollupOptions: { output: { experimentalMinChunkSize: 12_000 } },
  },
})
