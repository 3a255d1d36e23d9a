import { createContext, use } from 'react'

const Slot = createContext<HTMLElement | null>(null)

/** Where an output puts its buttons: beside the heading of the box that it lies in. Null: above what it shows. */
export const HeadSlot = Slot.Provider
export const useHeadSlot = (): HTMLElement | null => use(Slot)
