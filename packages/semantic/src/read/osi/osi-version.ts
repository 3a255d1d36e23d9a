/** The version of the Open Semantic Interchange core specification that is read and written; a draft. */
export const osiVersion = '0.2.0.dev0'

/** The name under which what the specification has no word for travels in `custom_extensions`. */
export const osiVendor = 'ATRIUM'
