import { useState } from 'react'

/** A menu that gives the focus back when it closes, unless somebody leaves it for another place. */
export function useLeftMenu() {
  const [returnFocus, setReturnFocus] = useState(true)
  return {
    menu: { returnFocus, onOpen: () => setReturnFocus(true) },
    leave(action: () => void) {
      setReturnFocus(false)
      action()
    },
  }
}
