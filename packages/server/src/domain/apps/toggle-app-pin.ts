import { notebookKind } from '../content/content-kinds.ts'
import { pinToggle } from '../content/pins.ts'
import { notebookNow } from './as-seen.ts'

/** Pins an app for everybody who sees it, or takes the pin away; answers it as it is then. */
export const toggleAppPin = pinToggle('apps.toggle_pin', 'app.view', notebookKind, notebookNow)
