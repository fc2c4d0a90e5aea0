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

// schema:PutImportTemplate
var isPutImportTemplate = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/http/put-import-template.json", "title": "PutImportTemplate", "description": "Body of PUT /import-templates/{name}: how the caller's files of one kind are read. 16 KiB at most.", "type": "object", "minProperties": 1, "properties": { "delimiter": { "$ref": "../common.json#/$defs/importDelimiter" }, "encoding": { "$ref": "../common.json#/$defs/importEncoding" }, "mapping": { "$ref": "../common.json#/$defs/importMapping" }, "ignoreUnknown": { "$ref": "../common.json#/$defs/importIgnoreUnknown" }, "decimal": { "$ref": "../common.json#/$defs/importDecimal" }, "dateFormat": { "$ref": "../common.json#/$defs/importDateFormat" }, "timeZone": { "$ref": "../common.json#/$defs/importTimeZone" } }, "additionalProperties": false };
var schema33 = { "description": "What stands between cells.", "type": "string", "enum": [",", ";", "	", "|"], "x-message": "must be a comma, a semicolon, a tab or a vertical bar" };
var schema34 = { "description": "How characters are written. Without it: by the byte order mark, else UTF-8, else Windows-1252 when the bytes are not UTF-8; with `utf-8`, what is not UTF-8 is rejected.", "type": "string", "enum": ["utf-8", "utf-16le", "utf-16be", "windows-1252"], "x-message": "must be utf-8, utf-16le, utf-16be or windows-1252" };
var schema35 = { "description": "By a name of the file's header: which column that is; null when it is to be ignored. Names are compared without case, accents, spaces and separators.", "type": "object", "maxProperties": 100, "propertyNames": { "type": "string", "minLength": 1, "maxLength": 255 }, "additionalProperties": { "enum": ["orderId", "userId", "sku", "quantity", "unitPrice", "currency", "note", "createdAt", null], "x-message": "must be orderId, userId, sku, quantity, unitPrice, currency, note, createdAt or null: the name in the file comes first, the column that it is second" } };
var schema36 = { "description": "Ignore columns that are not known; without it, they are a fault of the file.", "type": "boolean" };
var schema37 = { "description": "Prices are in units of the currency, with this decimal mark and any thousands separator. Without it, in minor units, unless all prices at the file's beginning have the same mark and as many digits behind it as their currency.", "type": "string", "enum": [".", ","], "x-message": "must be . or ," };
var schema38 = { "description": "How `createdAt` is written, of YYYY, MM, M, DD, D, HH, H, hh, h, A, mm, ss, SSS and what stands between: `DD.MM.YYYY HH:mm`. Without it, RFC 3339.", "type": "string", "minLength": 1, "maxLength": 64, "x-message": "must be a format of 1 to 64 characters such as DD.MM.YYYY HH:mm" };
var schema39 = { "description": "Of dates in `dateFormat`, an IANA name. Without it, UTC.", "type": "string", "minLength": 1, "maxLength": 64, "x-message": "must be a time zone such as Europe/Berlin" };
var func1 = require_ucs2length().default;
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
    if (Object.keys(data).length < 1) {
      const err0 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "delimiter" || key0 === "encoding" || key0 === "mapping" || key0 === "ignoreUnknown" || key0 === "decimal" || key0 === "dateFormat" || key0 === "timeZone")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.delimiter !== void 0) {
      let data0 = data.delimiter;
      if (typeof data0 !== "string") {
        const err2 = { instancePath: instancePath + "/delimiter", schemaPath: "../common.json#/$defs/importDelimiter/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (!(data0 === "," || data0 === ";" || data0 === "	" || data0 === "|")) {
        const err3 = { instancePath: instancePath + "/delimiter", schemaPath: "../common.json#/$defs/importDelimiter/enum", keyword: "enum", params: { allowedValues: schema33.enum }, message: "must be equal to one of the allowed values", schema: schema33.enum, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.encoding !== void 0) {
      let data1 = data.encoding;
      if (typeof data1 !== "string") {
        const err4 = { instancePath: instancePath + "/encoding", schemaPath: "../common.json#/$defs/importEncoding/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (!(data1 === "utf-8" || data1 === "utf-16le" || data1 === "utf-16be" || data1 === "windows-1252")) {
        const err5 = { instancePath: instancePath + "/encoding", schemaPath: "../common.json#/$defs/importEncoding/enum", keyword: "enum", params: { allowedValues: schema34.enum }, message: "must be equal to one of the allowed values", schema: schema34.enum, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.mapping !== void 0) {
      let data2 = data.mapping;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (Object.keys(data2).length > 100) {
          const err6 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/maxProperties", keyword: "maxProperties", params: { limit: 100 }, message: "must NOT have more than 100 properties", schema: 100, parentSchema: schema35, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        for (const key1 in data2) {
          const _errs11 = errors;
          if (typeof key1 === "string") {
            if (func1(key1) > 255) {
              const err7 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema35.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
            if (func1(key1) < 1) {
              const err8 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema35.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.propertyNames.type, parentSchema: schema35.propertyNames, data: key1, propertyName: key1 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
          var valid4 = _errs11 === errors;
          if (!valid4) {
            const err10 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema35.propertyNames, parentSchema: schema35, data: data2 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        for (const key2 in data2) {
          let data3 = data2[key2];
          if (!(data3 === "orderId" || data3 === "userId" || data3 === "sku" || data3 === "quantity" || data3 === "unitPrice" || data3 === "currency" || data3 === "note" || data3 === "createdAt" || data3 === null)) {
            const err11 = { instancePath: instancePath + "/mapping/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "../common.json#/$defs/importMapping/additionalProperties/enum", keyword: "enum", params: { allowedValues: schema35.additionalProperties.enum }, message: "must be equal to one of the allowed values", schema: schema35.additionalProperties.enum, parentSchema: schema35.additionalProperties, data: data3 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/mapping", schemaPath: "../common.json#/$defs/importMapping/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data: data2 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.ignoreUnknown !== void 0) {
      let data4 = data.ignoreUnknown;
      if (typeof data4 !== "boolean") {
        const err13 = { instancePath: instancePath + "/ignoreUnknown", schemaPath: "../common.json#/$defs/importIgnoreUnknown/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema36.type, parentSchema: schema36, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.decimal !== void 0) {
      let data5 = data.decimal;
      if (typeof data5 !== "string") {
        const err14 = { instancePath: instancePath + "/decimal", schemaPath: "../common.json#/$defs/importDecimal/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.type, parentSchema: schema37, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (!(data5 === "." || data5 === ",")) {
        const err15 = { instancePath: instancePath + "/decimal", schemaPath: "../common.json#/$defs/importDecimal/enum", keyword: "enum", params: { allowedValues: schema37.enum }, message: "must be equal to one of the allowed values", schema: schema37.enum, parentSchema: schema37, data: data5 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.dateFormat !== void 0) {
      let data6 = data.dateFormat;
      if (typeof data6 === "string") {
        if (func1(data6) > 64) {
          const err16 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema38, data: data6 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        if (func1(data6) < 1) {
          const err17 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema38, data: data6 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = { instancePath: instancePath + "/dateFormat", schemaPath: "../common.json#/$defs/importDateFormat/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.type, parentSchema: schema38, data: data6 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.timeZone !== void 0) {
      let data7 = data.timeZone;
      if (typeof data7 === "string") {
        if (func1(data7) > 64) {
          const err19 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema39, data: data7 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        if (func1(data7) < 1) {
          const err20 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema39, data: data7 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      } else {
        const err21 = { instancePath: instancePath + "/timeZone", schemaPath: "../common.json#/$defs/importTimeZone/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema39.type, parentSchema: schema39, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isPutImportTemplate
};
