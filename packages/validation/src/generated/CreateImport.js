var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// schema:CreateImport
var isCreateImport = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/http/create-import.json", "title": "CreateImport", "description": "Body of POST /imports. What is not said about the file is found out from it. What `template` says of it counts unless the request says otherwise.", "type": "object", "required": ["fileName"], "properties": { "fileName": { "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[^/\\\\\\u0000-\\u001f\\u007f]*\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])(?:\\.[gG][zZ])?$", "x-message": "must be a file name of 1 to 255 characters that ends in .csv, .tsv, .txt or one of these and .gz, without slashes" }, "template": { "$ref": "../common.json#/$defs/templateName" }, "delimiter": { "$ref": "../common.json#/$defs/importDelimiter" }, "encoding": { "$ref": "../common.json#/$defs/importEncoding" }, "mapping": { "$ref": "../common.json#/$defs/importMapping" }, "ignoreUnknown": { "$ref": "../common.json#/$defs/importIgnoreUnknown" }, "decimal": { "$ref": "../common.json#/$defs/importDecimal" }, "dateFormat": { "$ref": "../common.json#/$defs/importDateFormat" }, "timeZone": { "$ref": "../common.json#/$defs/importTimeZone" }, "rejectsOf": { "description": "The file is the rejects of this import, corrected in place: its rows are read as that import's were. Not needed as long as the file has the name with which it was downloaded.", "type": "string", "pattern": "^[0-9a-f-]{36}$", "x-message": "must be the id of an import" }, "rejectsBom": { "description": "Begin the rejects with a byte order mark: some spreadsheets read their accents only then.", "type": "boolean" }, "dryRun": { "description": "Make no order: see first what the file would come to, then commit the import, or do not.", "type": "boolean" }, "notify": { "description": "Send the caller a mail when the import has ended, done or failed, with what came of it; a preview sends none. It goes to the confirmed address of the caller's account: a caller that has none, such as a machine, is refused.", "type": "boolean" }, "confirmGuesses": { "description": "Make no order when something about the file is guessed: the import is a dry run then.", "type": "boolean" } }, "additionalProperties": false };
var schema33 = { "description": "Of a template of imports.", "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . -, a letter or digit first" };
var schema34 = { "description": "What stands between cells.", "type": "string", "enum": [",", ";", "	", "|"], "x-message": "must be a comma, a semicolon, a tab or a vertical bar" };
var schema35 = { "description": "How characters are written. Without it: by the byte order mark, else UTF-8, else Windows-1252 when the bytes are not UTF-8; with `utf-8`, what is not UTF-8 is rejected.", "type": "string", "enum": ["utf-8", "utf-16le", "utf-16be", "windows-1252"], "x-message": "must be utf-8, utf-16le, utf-16be or windows-1252" };
var schema36 = { "description": "By a name of the file's header: which column that is; null when it is to be ignored. Names are compared without case, accents, spaces and separators.", "type": "object", "maxProperties": 100, "propertyNames": { "type": "string", "minLength": 1, "maxLength": 255 }, "additionalProperties": { "enum": ["orderId", "userId", "sku", "quantity", "unitPrice", "currency", "note", "createdAt", null], "x-message": "must be orderId, userId, sku, quantity, unitPrice, currency, note, createdAt or null: the name in the file comes first, the column that it is second" } };
var schema37 = { "description": "Ignore columns that are not known; without it, they are a fault of the file.", "type": "boolean" };
var schema38 = { "description": "Prices are in units of the currency, with this decimal mark and any thousands separator. Without it, in minor units, unless all prices at the file's beginning have the same mark and as many digits behind it as their currency.", "type": "string", "enum": [".", ","], "x-message": "must be . or ," };
var schema39 = { "description": "How `createdAt` is written, of YYYY, MM, M, DD, D, HH, H, hh, h, A, mm, ss, SSS and what stands between: `DD.MM.YYYY HH:mm`. Without it, RFC 3339.", "type": "string", "minLength": 1, "maxLength": 64, "x-message": "must be a format of 1 to 64 characters such as DD.MM.YYYY HH:mm" };
var schema40 = { "description": "Of dates in `dateFormat`, an IANA name. Without it, UTC.", "type": "string", "minLength": 1, "maxLength": 64, "x-message": "must be a time zone such as Europe/Berlin" };
var func1 = Object.prototype.hasOwnProperty;
var func2 = require_ucs2length().default;
var pattern4 = new RegExp("^[^/\\\\\\u0000-\\u001f\\u007f]*\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])(?:\\.[gG][zZ])?$", "u");
var pattern5 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", "u");
var pattern6 = new RegExp("^[0-9a-f-]{36}$", "u");
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.fileName === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "fileName" }, message: "must have required property 'fileName'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.fileName !== void 0) {
      let data0 = data.fileName;
      if (typeof data0 === "string") {
        if (func2(data0) > 255) {
          const err2 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema31.properties.fileName, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (func2(data0) < 1) {
          const err3 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.fileName, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern4.test(data0)) {
          const err4 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/pattern", keyword: "pattern", params: { pattern: "^[^/\\\\\\u0000-\\u001f\\u007f]*\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])(?:\\.[gG][zZ])?$" }, message: 'must match pattern "^[^/\\\\\\u0000-\\u001f\\u007f]*\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])(?:\\.[gG][zZ])?$"', schema: "^[^/\\\\\\u0000-\\u001f\\u007f]*\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT])(?:\\.[gG][zZ])?$", parentSchema: schema31.properties.fileName, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/fileName", schemaPath: "#/properties/fileName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.fileName.type, parentSchema: schema31.properties.fileName, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.template !== void 0) {
      let data1 = data.template;
      if (typeof data1 === "string") {
        if (!pattern5.test(data1)) {
          const err6 = { instancePath: instancePath + "/template", schemaPath: "../common.json#/$defs/templateName/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"', schema: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", parentSchema: schema33, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/template", schemaPath: "../common.json#/$defs/templateName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.delimiter !== void 0) {
      let data2 = data.delimiter;
      if (typeof data2 !== "string") {
        const err8 = { instancePath: instancePath + "/delimiter", schemaPath: "../common.json#/$defs/importDelimiter/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data2 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (!(data2 === "," || data2 === ";" || data2 === "	" || data2 === "|")) {
        const err9 = { instancePath: instancePath + "/delimiter", schemaPath: "../common.json#/$defs/importDelimiter/enum", keyword: "enum", params: { allowedValues: schema34.enum }, message: "must be equal to one of the allowed values", schema: schema34.enum, parentSchema: schema34, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.encoding !== void 0) {
      let data3 = data.encoding;
      if (typeof data3 !== "string") {
        const err10 = { instancePath: instancePath + "/encoding", schemaPath: "../common.json#/$defs/importEncoding/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data3 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (!(data3 === "utf-8" || data3 === "utf-16le" || data3 === "utf-16be" || data3 === "windows-1252")) {
        const err11 = { instancePath: instancePath + "/encoding", schemaPath: "../common.json#/$defs/importEncoding/enum", keyword: "enum", params: { allowedValues: schema35.enum }, message: "must be equal to one of the allowed values", schema: schema35.enum, parentSchema: schema35, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.mapping !== void 0) {
      let data4 = data.mapping;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (Object.keys(data4).length > 100) {
          const err12 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/maxProperties", keyword: "maxProperties", params: { limit: 100 }, message: "must NOT have more than 100 properties", schema: 100, parentSchema: schema36, data: data4 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        for (const key1 in data4) {
          const _errs16 = errors;
          if (typeof key1 === "string") {
            if (func2(key1) > 255) {
              const err13 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema36.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
            if (func2(key1) < 1) {
              const err14 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema36.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
          } else {
            const err15 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.propertyNames.type, parentSchema: schema36.propertyNames, data: key1, propertyName: key1 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
          var valid5 = _errs16 === errors;
          if (!valid5) {
            const err16 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema36.propertyNames, parentSchema: schema36, data: data4 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        for (const key2 in data4) {
          let data5 = data4[key2];
          if (!(data5 === "orderId" || data5 === "userId" || data5 === "sku" || data5 === "quantity" || data5 === "unitPrice" || data5 === "currency" || data5 === "note" || data5 === "createdAt" || data5 === null)) {
            const err17 = { instancePath: instancePath + "/mapping/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "../common.json#/$defs/importMapping/additionalProperties/enum", keyword: "enum", params: { allowedValues: schema36.additionalProperties.enum }, message: "must be equal to one of the allowed values", schema: schema36.additionalProperties.enum, parentSchema: schema36.additionalProperties, data: data5 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
      } else {
        const err18 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema36.type, parentSchema: schema36, data: data4 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.ignoreUnknown !== void 0) {
      let data6 = data.ignoreUnknown;
      if (typeof data6 !== "boolean") {
        const err19 = { instancePath: instancePath + "/ignoreUnknown", schemaPath: "../common.json#/$defs/importIgnoreUnknown/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema37.type, parentSchema: schema37, data: data6 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.decimal !== void 0) {
      let data7 = data.decimal;
      if (typeof data7 !== "string") {
        const err20 = { instancePath: instancePath + "/decimal", schemaPath: "../common.json#/$defs/importDecimal/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.type, parentSchema: schema38, data: data7 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (!(data7 === "." || data7 === ",")) {
        const err21 = { instancePath: instancePath + "/decimal", schemaPath: "../common.json#/$defs/importDecimal/enum", keyword: "enum", params: { allowedValues: schema38.enum }, message: "must be equal to one of the allowed values", schema: schema38.enum, parentSchema: schema38, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.dateFormat !== void 0) {
      let data8 = data.dateFormat;
      if (typeof data8 === "string") {
        if (func2(data8) > 64) {
          const err22 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema39, data: data8 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (func2(data8) < 1) {
          const err23 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema39, data: data8 };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      } else {
        const err24 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.type, parentSchema: schema39, data: data8 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.timeZone !== void 0) {
      let data9 = data.timeZone;
      if (typeof data9 === "string") {
        if (func2(data9) > 64) {
          const err25 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema40, data: data9 };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
        if (func2(data9) < 1) {
          const err26 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema40, data: data9 };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      } else {
        const err27 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema40.type, parentSchema: schema40, data: data9 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.rejectsOf !== void 0) {
      let data10 = data.rejectsOf;
      if (typeof data10 === "string") {
        if (!pattern6.test(data10)) {
          const err28 = { instancePath: instancePath + "/rejectsOf", schemaPath: "#/properties/rejectsOf/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f-]{36}$" }, message: 'must match pattern "^[0-9a-f-]{36}$"', schema: "^[0-9a-f-]{36}$", parentSchema: schema31.properties.rejectsOf, data: data10 };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      } else {
        const err29 = { instancePath: instancePath + "/rejectsOf", schemaPath: "#/properties/rejectsOf/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.rejectsOf.type, parentSchema: schema31.properties.rejectsOf, data: data10 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.rejectsBom !== void 0) {
      let data11 = data.rejectsBom;
      if (typeof data11 !== "boolean") {
        const err30 = { instancePath: instancePath + "/rejectsBom", schemaPath: "#/properties/rejectsBom/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.rejectsBom.type, parentSchema: schema31.properties.rejectsBom, data: data11 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.dryRun !== void 0) {
      let data12 = data.dryRun;
      if (typeof data12 !== "boolean") {
        const err31 = { instancePath: instancePath + "/dryRun", schemaPath: "#/properties/dryRun/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.dryRun.type, parentSchema: schema31.properties.dryRun, data: data12 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.notify !== void 0) {
      let data13 = data.notify;
      if (typeof data13 !== "boolean") {
        const err32 = { instancePath: instancePath + "/notify", schemaPath: "#/properties/notify/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.notify.type, parentSchema: schema31.properties.notify, data: data13 };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.confirmGuesses !== void 0) {
      let data14 = data.confirmGuesses;
      if (typeof data14 !== "boolean") {
        const err33 = { instancePath: instancePath + "/confirmGuesses", schemaPath: "#/properties/confirmGuesses/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.confirmGuesses.type, parentSchema: schema31.properties.confirmGuesses, data: data14 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
  } else {
    const err34 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err34];
    } else {
      vErrors.push(err34);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isCreateImport
};
