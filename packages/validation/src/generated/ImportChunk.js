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

// schema:ImportChunk
var isImportChunk = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/messages/import-chunk.json", "title": "ImportChunk", "description": "Message of the import-chunks queue: one part of a planned import file.", "type": "object", "required": ["importId", "index", "start", "end", "firstLine", "columns", "object", "correlationId"], "properties": { "importId": { "$ref": "../common.json#/$defs/orderId" }, "index": { "type": "integer", "minimum": 0, "description": "From 0." }, "start": { "type": "integer", "minimum": 0, "description": "Byte offset in the object at which the first record starts." }, "end": { "type": "integer", "minimum": 0, "description": "Byte offset behind the last record." }, "firstLine": { "description": "Physical line of the file at `start`, from 1.", "type": "integer", "minimum": 1 }, "columns": { "description": "The header's columns, in order; `-` and a number where one is ignored.", "type": "array", "minItems": 1, "items": { "type": "string", "maxLength": 64 }, "maxItems": 100 }, "object": { "title": "ImportObject", "description": "The object as it was planned.", "type": "object", "required": ["key", "etag"], "properties": { "key": { "type": "string", "minLength": 1, "maxLength": 1024 }, "etag": { "description": "As the header ETag, in double quotes.", "type": "string", "minLength": 1 }, "versionId": { "type": "string", "minLength": 1 } }, "additionalProperties": false }, "correlationId": { "type": "string", "minLength": 1, "maxLength": 128 }, "format": { "title": "ChunkFormat", "description": "How its bytes are read, where that is not UTF-8 with commas, LF or CRLF.", "type": "object", "properties": { "encoding": { "const": "windows-1252" }, "delimiter": { "enum": [",", ";", "	", "|"] }, "lineEnd": { "const": "cr" } }, "additionalProperties": false }, "tooLong": { "description": "It is one record, which is too long to be read.", "const": true }, "values": { "title": "ChunkValues", "description": "How cells are written, where that is not as the contract has it.", "type": "object", "properties": { "decimal": { "enum": [".", ","] }, "dateFormat": { "type": "string", "maxLength": 64 }, "timeZone": { "type": "string", "maxLength": 64 } }, "additionalProperties": false }, "continues": { "description": "It begins with rows of the order with whose rows the chunk before it ends.", "const": true }, "dryRun": { "description": "Make no order of it.", "const": true } }, "additionalProperties": false };
var schema33 = { "description": "Not `.` or `..`, which no path can carry.", "type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . : -, and not . or .." };
var func1 = Object.prototype.hasOwnProperty;
var func2 = require_ucs2length().default;
var pattern4 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
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
    if (data.importId === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "importId" }, message: "must have required property 'importId'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.index === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "index" }, message: "must have required property 'index'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.start === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "start" }, message: "must have required property 'start'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.end === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "end" }, message: "must have required property 'end'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.firstLine === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "firstLine" }, message: "must have required property 'firstLine'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.columns === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "columns" }, message: "must have required property 'columns'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.object === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "object" }, message: "must have required property 'object'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.correlationId === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "correlationId" }, message: "must have required property 'correlationId'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema31.properties, key0)) {
        const err8 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.importId !== void 0) {
      let data0 = data.importId;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err9 = { instancePath: instancePath + "/importId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"', schema: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/importId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.index !== void 0) {
      let data1 = data.index;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        const err11 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.index.type, parentSchema: schema31.properties.index, data: data1 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 < 0 || isNaN(data1)) {
          const err12 = { instancePath: instancePath + "/index", schemaPath: "#/properties/index/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.index, data: data1 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
    }
    if (data.start !== void 0) {
      let data2 = data.start;
      if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
        const err13 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.start.type, parentSchema: schema31.properties.start, data: data2 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (typeof data2 == "number" && isFinite(data2)) {
        if (data2 < 0 || isNaN(data2)) {
          const err14 = { instancePath: instancePath + "/start", schemaPath: "#/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.start, data: data2 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
    }
    if (data.end !== void 0) {
      let data3 = data.end;
      if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
        const err15 = { instancePath: instancePath + "/end", schemaPath: "#/properties/end/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.end.type, parentSchema: schema31.properties.end, data: data3 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (typeof data3 == "number" && isFinite(data3)) {
        if (data3 < 0 || isNaN(data3)) {
          const err16 = { instancePath: instancePath + "/end", schemaPath: "#/properties/end/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema31.properties.end, data: data3 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
    }
    if (data.firstLine !== void 0) {
      let data4 = data.firstLine;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err17 = { instancePath: instancePath + "/firstLine", schemaPath: "#/properties/firstLine/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.firstLine.type, parentSchema: schema31.properties.firstLine, data: data4 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 < 1 || isNaN(data4)) {
          const err18 = { instancePath: instancePath + "/firstLine", schemaPath: "#/properties/firstLine/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema31.properties.firstLine, data: data4 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      }
    }
    if (data.columns !== void 0) {
      let data5 = data.columns;
      if (Array.isArray(data5)) {
        if (data5.length > 100) {
          const err19 = { instancePath: instancePath + "/columns", schemaPath: "#/properties/columns/maxItems", keyword: "maxItems", params: { limit: 100 }, message: "must NOT have more than 100 items", schema: 100, parentSchema: schema31.properties.columns, data: data5 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        if (data5.length < 1) {
          const err20 = { instancePath: instancePath + "/columns", schemaPath: "#/properties/columns/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema31.properties.columns, data: data5 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        const len0 = Math.min(data5.length, 100);
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (typeof data6 === "string") {
            if (func2(data6) > 64) {
              const err21 = { instancePath: instancePath + "/columns/" + i0, schemaPath: "#/properties/columns/items/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema31.properties.columns.items, data: data6 };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
          } else {
            const err22 = { instancePath: instancePath + "/columns/" + i0, schemaPath: "#/properties/columns/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.columns.items.type, parentSchema: schema31.properties.columns.items, data: data6 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
      } else {
        const err23 = { instancePath: instancePath + "/columns", schemaPath: "#/properties/columns/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.columns.type, parentSchema: schema31.properties.columns, data: data5 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.object !== void 0) {
      let data7 = data.object;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.key === void 0) {
          const err24 = { instancePath: instancePath + "/object", schemaPath: "#/properties/object/required", keyword: "required", params: { missingProperty: "key" }, message: "must have required property 'key'", schema: schema31.properties.object.required, parentSchema: schema31.properties.object, data: data7 };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        if (data7.etag === void 0) {
          const err25 = { instancePath: instancePath + "/object", schemaPath: "#/properties/object/required", keyword: "required", params: { missingProperty: "etag" }, message: "must have required property 'etag'", schema: schema31.properties.object.required, parentSchema: schema31.properties.object, data: data7 };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
        for (const key1 in data7) {
          if (!(key1 === "key" || key1 === "etag" || key1 === "versionId")) {
            const err26 = { instancePath: instancePath + "/object", schemaPath: "#/properties/object/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.object, data: data7 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
        }
        if (data7.key !== void 0) {
          let data8 = data7.key;
          if (typeof data8 === "string") {
            if (func2(data8) > 1024) {
              const err27 = { instancePath: instancePath + "/object/key", schemaPath: "#/properties/object/properties/key/maxLength", keyword: "maxLength", params: { limit: 1024 }, message: "must NOT have more than 1024 characters", schema: 1024, parentSchema: schema31.properties.object.properties.key, data: data8 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
            if (func2(data8) < 1) {
              const err28 = { instancePath: instancePath + "/object/key", schemaPath: "#/properties/object/properties/key/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.object.properties.key, data: data8 };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
          } else {
            const err29 = { instancePath: instancePath + "/object/key", schemaPath: "#/properties/object/properties/key/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.object.properties.key.type, parentSchema: schema31.properties.object.properties.key, data: data8 };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        }
        if (data7.etag !== void 0) {
          let data9 = data7.etag;
          if (typeof data9 === "string") {
            if (func2(data9) < 1) {
              const err30 = { instancePath: instancePath + "/object/etag", schemaPath: "#/properties/object/properties/etag/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.object.properties.etag, data: data9 };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          } else {
            const err31 = { instancePath: instancePath + "/object/etag", schemaPath: "#/properties/object/properties/etag/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.object.properties.etag.type, parentSchema: schema31.properties.object.properties.etag, data: data9 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        if (data7.versionId !== void 0) {
          let data10 = data7.versionId;
          if (typeof data10 === "string") {
            if (func2(data10) < 1) {
              const err32 = { instancePath: instancePath + "/object/versionId", schemaPath: "#/properties/object/properties/versionId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.object.properties.versionId, data: data10 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
          } else {
            const err33 = { instancePath: instancePath + "/object/versionId", schemaPath: "#/properties/object/properties/versionId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.object.properties.versionId.type, parentSchema: schema31.properties.object.properties.versionId, data: data10 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
      } else {
        const err34 = { instancePath: instancePath + "/object", schemaPath: "#/properties/object/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.object.type, parentSchema: schema31.properties.object, data: data7 };
        if (vErrors === null) {
          vErrors = [err34];
        } else {
          vErrors.push(err34);
        }
        errors++;
      }
    }
    if (data.correlationId !== void 0) {
      let data11 = data.correlationId;
      if (typeof data11 === "string") {
        if (func2(data11) > 128) {
          const err35 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema31.properties.correlationId, data: data11 };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
        if (func2(data11) < 1) {
          const err36 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.correlationId, data: data11 };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
      } else {
        const err37 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.correlationId.type, parentSchema: schema31.properties.correlationId, data: data11 };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
    }
    if (data.format !== void 0) {
      let data12 = data.format;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (const key2 in data12) {
          if (!(key2 === "encoding" || key2 === "delimiter" || key2 === "lineEnd")) {
            const err38 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.format, data: data12 };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
        }
        if (data12.encoding !== void 0) {
          let data13 = data12.encoding;
          if ("windows-1252" !== data13) {
            const err39 = { instancePath: instancePath + "/format/encoding", schemaPath: "#/properties/format/properties/encoding/const", keyword: "const", params: { allowedValue: "windows-1252" }, message: "must be equal to constant", schema: "windows-1252", parentSchema: schema31.properties.format.properties.encoding, data: data13 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data12.delimiter !== void 0) {
          let data14 = data12.delimiter;
          if (!(data14 === "," || data14 === ";" || data14 === "	" || data14 === "|")) {
            const err40 = { instancePath: instancePath + "/format/delimiter", schemaPath: "#/properties/format/properties/delimiter/enum", keyword: "enum", params: { allowedValues: schema31.properties.format.properties.delimiter.enum }, message: "must be equal to one of the allowed values", schema: schema31.properties.format.properties.delimiter.enum, parentSchema: schema31.properties.format.properties.delimiter, data: data14 };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
        }
        if (data12.lineEnd !== void 0) {
          let data15 = data12.lineEnd;
          if ("cr" !== data15) {
            const err41 = { instancePath: instancePath + "/format/lineEnd", schemaPath: "#/properties/format/properties/lineEnd/const", keyword: "const", params: { allowedValue: "cr" }, message: "must be equal to constant", schema: "cr", parentSchema: schema31.properties.format.properties.lineEnd, data: data15 };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        }
      } else {
        const err42 = { instancePath: instancePath + "/format", schemaPath: "#/properties/format/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.format.type, parentSchema: schema31.properties.format, data: data12 };
        if (vErrors === null) {
          vErrors = [err42];
        } else {
          vErrors.push(err42);
        }
        errors++;
      }
    }
    if (data.tooLong !== void 0) {
      let data16 = data.tooLong;
      if (true !== data16) {
        const err43 = { instancePath: instancePath + "/tooLong", schemaPath: "#/properties/tooLong/const", keyword: "const", params: { allowedValue: true }, message: "must be equal to constant", schema: true, parentSchema: schema31.properties.tooLong, data: data16 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
    if (data.values !== void 0) {
      let data17 = data.values;
      if (data17 && typeof data17 == "object" && !Array.isArray(data17)) {
        for (const key3 in data17) {
          if (!(key3 === "decimal" || key3 === "dateFormat" || key3 === "timeZone")) {
            const err44 = { instancePath: instancePath + "/values", schemaPath: "#/properties/values/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.values, data: data17 };
            if (vErrors === null) {
              vErrors = [err44];
            } else {
              vErrors.push(err44);
            }
            errors++;
          }
        }
        if (data17.decimal !== void 0) {
          let data18 = data17.decimal;
          if (!(data18 === "." || data18 === ",")) {
            const err45 = { instancePath: instancePath + "/values/decimal", schemaPath: "#/properties/values/properties/decimal/enum", keyword: "enum", params: { allowedValues: schema31.properties.values.properties.decimal.enum }, message: "must be equal to one of the allowed values", schema: schema31.properties.values.properties.decimal.enum, parentSchema: schema31.properties.values.properties.decimal, data: data18 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
        if (data17.dateFormat !== void 0) {
          let data19 = data17.dateFormat;
          if (typeof data19 === "string") {
            if (func2(data19) > 64) {
              const err46 = { instancePath: instancePath + "/values/dateFormat", schemaPath: "#/properties/values/properties/dateFormat/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema31.properties.values.properties.dateFormat, data: data19 };
              if (vErrors === null) {
                vErrors = [err46];
              } else {
                vErrors.push(err46);
              }
              errors++;
            }
          } else {
            const err47 = { instancePath: instancePath + "/values/dateFormat", schemaPath: "#/properties/values/properties/dateFormat/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.values.properties.dateFormat.type, parentSchema: schema31.properties.values.properties.dateFormat, data: data19 };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        if (data17.timeZone !== void 0) {
          let data20 = data17.timeZone;
          if (typeof data20 === "string") {
            if (func2(data20) > 64) {
              const err48 = { instancePath: instancePath + "/values/timeZone", schemaPath: "#/properties/values/properties/timeZone/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema31.properties.values.properties.timeZone, data: data20 };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
          } else {
            const err49 = { instancePath: instancePath + "/values/timeZone", schemaPath: "#/properties/values/properties/timeZone/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.values.properties.timeZone.type, parentSchema: schema31.properties.values.properties.timeZone, data: data20 };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        }
      } else {
        const err50 = { instancePath: instancePath + "/values", schemaPath: "#/properties/values/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.values.type, parentSchema: schema31.properties.values, data: data17 };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
    }
    if (data.continues !== void 0) {
      let data21 = data.continues;
      if (true !== data21) {
        const err51 = { instancePath: instancePath + "/continues", schemaPath: "#/properties/continues/const", keyword: "const", params: { allowedValue: true }, message: "must be equal to constant", schema: true, parentSchema: schema31.properties.continues, data: data21 };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
    }
    if (data.dryRun !== void 0) {
      let data22 = data.dryRun;
      if (true !== data22) {
        const err52 = { instancePath: instancePath + "/dryRun", schemaPath: "#/properties/dryRun/const", keyword: "const", params: { allowedValue: true }, message: "must be equal to constant", schema: true, parentSchema: schema31.properties.dryRun, data: data22 };
        if (vErrors === null) {
          vErrors = [err52];
        } else {
          vErrors.push(err52);
        }
        errors++;
      }
    }
  } else {
    const err53 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err53];
    } else {
      vErrors.push(err53);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isImportChunk
};
