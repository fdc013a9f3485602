// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Puts everybody in their place beside the page, which goes on answering meanwhile.
import { arrange, type Network } from './layout'

addEventListener('message', (event: MessageEvent<Network>) => {
  const layout = arrange(event.data)

  postMessage(layout, { transfer: [layout.x.buffer, layout.y.buffer] })
})
