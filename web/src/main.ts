// SPDX-License-Identifier: AGPL-3.0-or-later
import './style/tokens.css'
import './style/base.css'

import { mount } from 'svelte'

import App from './App.svelte'
import { preferred, speak } from './language.svelte'
import { sweepCopies } from './safe-copy'
import { refreshSession } from './session.svelte'

/* The words come first: a page that shows keys and then sentences is worse than one 20 ms later. */
const target = document.getElementById('page')

sweepCopies()
await Promise.all([speak(preferred()), refreshSession().catch(() => undefined)])
if (target) mount(App, { target })
