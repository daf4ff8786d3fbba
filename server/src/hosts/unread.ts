/**
 * Says why a file could not be read.
 * @param code what Node, or VS Code's file systems, call what went wrong
 */
export function whyUnread(code: string): string {
  switch (code) {
    case "ENOENT":
      return "There is no such file.";
    case "EACCES":
    case "EPERM":
    case "NoPermissions":
      return "You may not read this file.";
    case "ELOOP":
      return "This link leads back to itself.";
    case "ENAMETOOLONG":
      return "Its name, with all folders it lies in, is longer than this system allows.";
    case NO_TEXT:
      return "This is not UTF-8 text. Please save it as UTF-8.";
    default:
      return `It could not be read (${code}).`;
  }
}

/** What Node calls bytes that are no UTF-8. */
export const NO_TEXT = "ERR_ENCODING_INVALID_ENCODED_DATA";
