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

// schema:S3Notification
var isS3Notification = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/messages/s3-notification.json", "title": "S3Notification", "description": "Message that S3 sends to a queue about objects; https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html.", "type": "object", "required": ["Records"], "properties": { "Records": { "type": "array", "items": { "title": "S3NotificationRecord", "type": "object", "required": ["eventName", "s3"], "properties": { "eventName": { "description": "E.g. ObjectCreated:Put.", "type": "string" }, "s3": { "type": "object", "required": ["bucket", "object"], "properties": { "bucket": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string", "minLength": 1 } } }, "object": { "type": "object", "required": ["key", "eTag", "sequencer"], "properties": { "key": { "description": "URL-encoded, a space as `+`.", "type": "string", "minLength": 1 }, "eTag": { "description": "Without the double quotes of the header ETag.", "type": "string", "minLength": 1 }, "versionId": { "type": "string" }, "sequencer": { "description": "Differs for every write of one key.", "type": "string", "minLength": 1 } } } } } } }, "maxItems": 1e3 } } };
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
    if (data.Records === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "Records" }, message: "must have required property 'Records'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.Records !== void 0) {
      let data0 = data.Records;
      if (Array.isArray(data0)) {
        if (data0.length > 1e3) {
          const err1 = { instancePath: instancePath + "/Records", schemaPath: "#/properties/Records/maxItems", keyword: "maxItems", params: { limit: 1e3 }, message: "must NOT have more than 1000 items", schema: 1e3, parentSchema: schema31.properties.Records, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        const len0 = Math.min(data0.length, 1e3);
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.eventName === void 0) {
              const err2 = { instancePath: instancePath + "/Records/" + i0, schemaPath: "#/properties/Records/items/required", keyword: "required", params: { missingProperty: "eventName" }, message: "must have required property 'eventName'", schema: schema31.properties.Records.items.required, parentSchema: schema31.properties.Records.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
            if (data1.s3 === void 0) {
              const err3 = { instancePath: instancePath + "/Records/" + i0, schemaPath: "#/properties/Records/items/required", keyword: "required", params: { missingProperty: "s3" }, message: "must have required property 's3'", schema: schema31.properties.Records.items.required, parentSchema: schema31.properties.Records.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
            if (data1.eventName !== void 0) {
              let data2 = data1.eventName;
              if (typeof data2 !== "string") {
                const err4 = { instancePath: instancePath + "/Records/" + i0 + "/eventName", schemaPath: "#/properties/Records/items/properties/eventName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.eventName.type, parentSchema: schema31.properties.Records.items.properties.eventName, data: data2 };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
            }
            if (data1.s3 !== void 0) {
              let data3 = data1.s3;
              if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
                if (data3.bucket === void 0) {
                  const err5 = { instancePath: instancePath + "/Records/" + i0 + "/s3", schemaPath: "#/properties/Records/items/properties/s3/required", keyword: "required", params: { missingProperty: "bucket" }, message: "must have required property 'bucket'", schema: schema31.properties.Records.items.properties.s3.required, parentSchema: schema31.properties.Records.items.properties.s3, data: data3 };
                  if (vErrors === null) {
                    vErrors = [err5];
                  } else {
                    vErrors.push(err5);
                  }
                  errors++;
                }
                if (data3.object === void 0) {
                  const err6 = { instancePath: instancePath + "/Records/" + i0 + "/s3", schemaPath: "#/properties/Records/items/properties/s3/required", keyword: "required", params: { missingProperty: "object" }, message: "must have required property 'object'", schema: schema31.properties.Records.items.properties.s3.required, parentSchema: schema31.properties.Records.items.properties.s3, data: data3 };
                  if (vErrors === null) {
                    vErrors = [err6];
                  } else {
                    vErrors.push(err6);
                  }
                  errors++;
                }
                if (data3.bucket !== void 0) {
                  let data4 = data3.bucket;
                  if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                    if (data4.name === void 0) {
                      const err7 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket", schemaPath: "#/properties/Records/items/properties/s3/properties/bucket/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema31.properties.Records.items.properties.s3.properties.bucket.required, parentSchema: schema31.properties.Records.items.properties.s3.properties.bucket, data: data4 };
                      if (vErrors === null) {
                        vErrors = [err7];
                      } else {
                        vErrors.push(err7);
                      }
                      errors++;
                    }
                    if (data4.name !== void 0) {
                      let data5 = data4.name;
                      if (typeof data5 === "string") {
                        if (func1(data5) < 1) {
                          const err8 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/name", schemaPath: "#/properties/Records/items/properties/s3/properties/bucket/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.Records.items.properties.s3.properties.bucket.properties.name, data: data5 };
                          if (vErrors === null) {
                            vErrors = [err8];
                          } else {
                            vErrors.push(err8);
                          }
                          errors++;
                        }
                      } else {
                        const err9 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket/name", schemaPath: "#/properties/Records/items/properties/s3/properties/bucket/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.s3.properties.bucket.properties.name.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.bucket.properties.name, data: data5 };
                        if (vErrors === null) {
                          vErrors = [err9];
                        } else {
                          vErrors.push(err9);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err10 = { instancePath: instancePath + "/Records/" + i0 + "/s3/bucket", schemaPath: "#/properties/Records/items/properties/s3/properties/bucket/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.Records.items.properties.s3.properties.bucket.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.bucket, data: data4 };
                    if (vErrors === null) {
                      vErrors = [err10];
                    } else {
                      vErrors.push(err10);
                    }
                    errors++;
                  }
                }
                if (data3.object !== void 0) {
                  let data6 = data3.object;
                  if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                    if (data6.key === void 0) {
                      const err11 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", schemaPath: "#/properties/Records/items/properties/s3/properties/object/required", keyword: "required", params: { missingProperty: "key" }, message: "must have required property 'key'", schema: schema31.properties.Records.items.properties.s3.properties.object.required, parentSchema: schema31.properties.Records.items.properties.s3.properties.object, data: data6 };
                      if (vErrors === null) {
                        vErrors = [err11];
                      } else {
                        vErrors.push(err11);
                      }
                      errors++;
                    }
                    if (data6.eTag === void 0) {
                      const err12 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", schemaPath: "#/properties/Records/items/properties/s3/properties/object/required", keyword: "required", params: { missingProperty: "eTag" }, message: "must have required property 'eTag'", schema: schema31.properties.Records.items.properties.s3.properties.object.required, parentSchema: schema31.properties.Records.items.properties.s3.properties.object, data: data6 };
                      if (vErrors === null) {
                        vErrors = [err12];
                      } else {
                        vErrors.push(err12);
                      }
                      errors++;
                    }
                    if (data6.sequencer === void 0) {
                      const err13 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", schemaPath: "#/properties/Records/items/properties/s3/properties/object/required", keyword: "required", params: { missingProperty: "sequencer" }, message: "must have required property 'sequencer'", schema: schema31.properties.Records.items.properties.s3.properties.object.required, parentSchema: schema31.properties.Records.items.properties.s3.properties.object, data: data6 };
                      if (vErrors === null) {
                        vErrors = [err13];
                      } else {
                        vErrors.push(err13);
                      }
                      errors++;
                    }
                    if (data6.key !== void 0) {
                      let data7 = data6.key;
                      if (typeof data7 === "string") {
                        if (func1(data7) < 1) {
                          const err14 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/key", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/key/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.key, data: data7 };
                          if (vErrors === null) {
                            vErrors = [err14];
                          } else {
                            vErrors.push(err14);
                          }
                          errors++;
                        }
                      } else {
                        const err15 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/key", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/key/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.s3.properties.object.properties.key.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.key, data: data7 };
                        if (vErrors === null) {
                          vErrors = [err15];
                        } else {
                          vErrors.push(err15);
                        }
                        errors++;
                      }
                    }
                    if (data6.eTag !== void 0) {
                      let data8 = data6.eTag;
                      if (typeof data8 === "string") {
                        if (func1(data8) < 1) {
                          const err16 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/eTag", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/eTag/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.eTag, data: data8 };
                          if (vErrors === null) {
                            vErrors = [err16];
                          } else {
                            vErrors.push(err16);
                          }
                          errors++;
                        }
                      } else {
                        const err17 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/eTag", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/eTag/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.s3.properties.object.properties.eTag.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.eTag, data: data8 };
                        if (vErrors === null) {
                          vErrors = [err17];
                        } else {
                          vErrors.push(err17);
                        }
                        errors++;
                      }
                    }
                    if (data6.versionId !== void 0) {
                      let data9 = data6.versionId;
                      if (typeof data9 !== "string") {
                        const err18 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/versionId", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/versionId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.s3.properties.object.properties.versionId.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.versionId, data: data9 };
                        if (vErrors === null) {
                          vErrors = [err18];
                        } else {
                          vErrors.push(err18);
                        }
                        errors++;
                      }
                    }
                    if (data6.sequencer !== void 0) {
                      let data10 = data6.sequencer;
                      if (typeof data10 === "string") {
                        if (func1(data10) < 1) {
                          const err19 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/sequencer", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/sequencer/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.sequencer, data: data10 };
                          if (vErrors === null) {
                            vErrors = [err19];
                          } else {
                            vErrors.push(err19);
                          }
                          errors++;
                        }
                      } else {
                        const err20 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object/sequencer", schemaPath: "#/properties/Records/items/properties/s3/properties/object/properties/sequencer/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.Records.items.properties.s3.properties.object.properties.sequencer.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.object.properties.sequencer, data: data10 };
                        if (vErrors === null) {
                          vErrors = [err20];
                        } else {
                          vErrors.push(err20);
                        }
                        errors++;
                      }
                    }
                  } else {
                    const err21 = { instancePath: instancePath + "/Records/" + i0 + "/s3/object", schemaPath: "#/properties/Records/items/properties/s3/properties/object/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.Records.items.properties.s3.properties.object.type, parentSchema: schema31.properties.Records.items.properties.s3.properties.object, data: data6 };
                    if (vErrors === null) {
                      vErrors = [err21];
                    } else {
                      vErrors.push(err21);
                    }
                    errors++;
                  }
                }
              } else {
                const err22 = { instancePath: instancePath + "/Records/" + i0 + "/s3", schemaPath: "#/properties/Records/items/properties/s3/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.Records.items.properties.s3.type, parentSchema: schema31.properties.Records.items.properties.s3, data: data3 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
            }
          } else {
            const err23 = { instancePath: instancePath + "/Records/" + i0, schemaPath: "#/properties/Records/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.Records.items.type, parentSchema: schema31.properties.Records.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/Records", schemaPath: "#/properties/Records/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.Records.type, parentSchema: schema31.properties.Records, data: data0 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
  } else {
    const err25 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err25];
    } else {
      vErrors.push(err25);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "Records": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isS3Notification
};
