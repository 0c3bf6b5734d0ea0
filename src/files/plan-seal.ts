import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/** A file's own key, drawn from the user's key and the file's salt. */
export function fileKey(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, "audiencectl plan file", 32));
}

/** Seals one block with AES-256-GCM. Its number is the nonce, so that blocks can be neither swapped nor left out. */
export function seal(key: Buffer, number: number, block: Buffer, header: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce(number)).setAAD(header);
  return Buffer.concat([cipher.update(block), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed block; undefined where the key is another, or the block or the header was altered. */
export function unseal(key: Buffer, number: number, sealed: Buffer, header: Buffer): Buffer | undefined {
  if (sealed.length < 16) return undefined;
  const cipher = createDecipheriv("aes-256-gcm", key, nonce(number)).setAAD(header);
  cipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  } catch {
    return undefined;
  }
}

function nonce(number: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 6, 6);
  return bytes;
}
